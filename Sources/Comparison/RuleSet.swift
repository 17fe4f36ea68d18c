/// The rules that a run knows, in the order in which reports list them. It goes with audits and reports, from which every
/// format takes the words of the rules.
package struct RuleSet: Sendable {
  /// The rules that there are where nobody adds one: `Rules.all`.
  package static let standard = RuleSet(Rules.all)

  /// Each once.
  package let all: [any Rule]
  private let numbers: [RuleID: Int]

  /// A set of rules; of several with one id the first counts.
  package init(_ rules: [any Rule]) {
    var numbers: [RuleID: Int] = [:]
    var all: [any Rule] = []
    for rule in rules where numbers[rule.id] == nil {
      numbers[rule.id] = all.count
      all.append(rule)
    }
    self.all = all
    self.numbers = numbers
  }

  /// The place of a rule in `all`; nil where the set lacks it.
  package func number(of id: RuleID) -> Int? { numbers[id] }

  /// The rule of that name; nil where the set lacks it.
  package func named(_ name: String) -> (any Rule)? { number(of: RuleID(rawValue: name)).map { all[$0] } }

  /// The rule of an id. The only place that decides what is shown of an id without a rule: see `UnknownRule`.
  package subscript(id: RuleID) -> any Rule { number(of: id).map { all[$0] } ?? UnknownRule(id: id) }

  /// Each of these ids once, in the set's order; those that it lacks come last, by name.
  package func sorted(_ ids: some Sequence<RuleID>) -> [RuleID] {
    let wanted = Set(ids)
    return all.map(\.id).filter(wanted.contains) + wanted.filter { number(of: $0) == nil }.sorted()
  }
}

/// Stands in for a rule that the run does not know, such as one of a finding in a file that a later version wrote: its
/// name is all that is known of it. It finds nothing.
struct UnknownRule: Rule {
  let id: RuleID
  let defaultSeverity = "unknown"
  let sign = "?"
  var title: String { id.rawValue }
  let documentation = RuleDocumentation(
    summary: "A rule that this version does not have.", rationale: "", remedy: "", example: "")

  func sentence(_ group: GroupedFindings) -> String { "\(group.columns): \(id) in \(group.tables)" }

  func inComparison(_ finding: Finding) -> String? { finding.column == nil ? nil : id.rawValue }
}
