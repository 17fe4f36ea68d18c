import Comparison
import Engines
import Schema
import Text

/// Findings that a reader can take in at once: one rule, one fate, one set of tables.
struct FindingGroup {
  /// What the baseline says of the group's findings.
  enum Status: Int, CaseIterable {
    case new, expired, accepted
  }

  let status: Status
  let rule: RuleID
  let severity: Severity
  /// What happens, with the number of values where all the group's tables have the same.
  var consequence: String
  /// The variants whose tables show the findings, ascending.
  let variants: [Int]
  let family: String
  let tableCount: Int
  /// In main's column order.
  var findings: [Finding]
}

/// The findings of one audit, grouped; most severe and most widespread first.
struct FindingGroups {
  /// Sorted: new before expired before accepted, worst first, most tables first, rules in their order.
  let all: [FindingGroup]
  /// The audit's rules, which word the groups.
  let rules: RuleSet
  private let familyTotals: [String: Int]
  /// Families with tables that could not be read, of which nothing is known.
  private let familiesInPart: Set<String>
  private let hasFamilies: Bool

  init(_ audit: ComparedAudit) {
    var variantsOfFinding = [[Int]](repeating: [], count: audit.findings.count)
    for (variant, findings) in audit.findingsByVariant.enumerated() {
      for finding in findings { variantsOfFinding[finding].append(variant) }
    }
    struct Key: Hashable {
      let status: FindingGroup.Status
      let rule: RuleID
      let severity: Severity
      let consequence: String
      let variants: [Int]
    }
    var groups: [FindingGroup] = []
    var numbers: [Key: Int] = [:]
    for (index, finding) in audit.findings.enumerated() {
      let status: FindingGroup.Status =
        switch finding.status {
        case .new: .new
        case .expired: .expired
        case .accepted: .accepted
        }
      let key = Key(
        status: status, rule: finding.rule, severity: finding.severity, consequence: finding.consequence,
        variants: variantsOfFinding[index])
      if let number = numbers[key] {
        groups[number].findings.append(finding)
      } else {
        numbers[key] = groups.count
        groups.append(
          FindingGroup(
            status: status, rule: finding.rule, severity: finding.severity, consequence: finding.consequence,
            variants: variantsOfFinding[index], family: finding.family, tableCount: finding.tableCount,
            findings: [finding]))
      }
    }
    let rules = audit.rules
    self.rules = rules
    let sorted = groups.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.status != other.status { return one.status.rawValue < other.status.rawValue }
      if one.severity != other.severity { return one.severity > other.severity }
      if one.tableCount != other.tableCount { return one.tableCount > other.tableCount }
      let (first, second) = (rules.number(of: one.rule) ?? .max, rules.number(of: other.rule) ?? .max)
      return first != second ? first < second : left.offset < right.offset
    }
    all = sorted.map(\.element).map { group in
      var group = group
      group.consequence = Self.counted(group.consequence, of: group, in: audit)
      return group
    }
    var totals: [String: Int] = [:]
    for table in audit.tables where table.variant != nil {
      totals[table.family, default: 0] += Int(table.count)
    }
    familyTotals = totals
    familiesInPart = Set(audit.tables.filter { $0.variant == nil }.map(\.family))
    hasFamilies = audit.families.count > 1
  }

  private static func counted(_ consequence: String, of group: FindingGroup, in audit: ComparedAudit)
    -> String
  {
    let words = audit.main.schema.engine.types.words
    let openings = [words.valueMissing, words.valueTooMany]
    guard let opening = openings.first(where: consequence.hasPrefix) else { return consequence }
    let wanted = audit.main.schema.columns.count
    let shapes = group.findings.flatMap(\.shapes).map { audit.shapes[$0] }
    guard audit.main.schema.isComplete, shapes.allSatisfy(\.isComplete) else { return consequence }
    let values = Set(shapes.map(\.columns))
    // As many as main has: then what is wrong is which ones they are.
    guard values.count == 1, let count = values.first, count != wanted else { return consequence }
    return "\(words.insertAll) fails: \(Count.of(count, "value")) for \(Count.of(wanted, "column"))."
      + consequence.dropFirst(opening.count)
  }

  /// The groups of one status.
  func groups(_ status: FindingGroup.Status) -> [FindingGroup] { all.filter { $0.status == status } }

  // MARK: Wording

  /// `all 1,665 staging tables`, `70 of the 1,665 staging tables`, with the family where there are several.
  ///
  /// - Parameter name: How a family's name is shown.
  func tables(of group: FindingGroup, name: (String) -> String) -> String {
    let total = familyTotals[group.family] ?? group.tableCount
    let nouns = tableNoun(of: group, total, name: name)
    if group.tableCount == total {
      return total == 1
        ? "the only \(nouns)" : total == 2 ? "both \(nouns)" : "all \(Count.grouped(total)) \(nouns)"
    }
    return "\(Count.grouped(group.tableCount)) of the \(Count.grouped(total)) \(nouns)"
  }

  /// `staging tables`, with the family where there are several, and without those that could not be read.
  private func tableNoun(of group: FindingGroup, _ count: Int, name: (String) -> String) -> String {
    (familiesInPart.contains(group.family) ? "readable " : "")
      + (count == 1 ? "staging table" : "staging tables")
      + (hasFamilies ? " of \(name(group.family))" : "")
  }

  /// What the group says, in one sentence without a full stop.
  func sentence(_ group: FindingGroup, name: (String) -> String) -> String {
    let isAll = group.tableCount > 1 && group.tableCount == familyTotals[group.family]
    let everyTable =
      isAll
      ? "\(Count.grouped(group.tableCount)) \(tableNoun(of: group, group.tableCount, name: name))" : nil
    return rules[group.rule].sentence(
      GroupedFindings(group.findings, tables: tables(of: group, name: name), everyTable: everyTable))
  }
}

extension Finding {
  /// Main's and staging's side as a reader needs them: types, with modes where these differ.
  var sides: (main: String, staging: String) {
    let showsMode = main.map(\.mode) != staging.map(\.mode) && main != nil && staging != nil
    func text(_ side: ColumnSide?) -> String {
      guard let side else { return "–" }
      return showsMode && side.mode != .repeated ? "\(side.type) \(side.mode.rawValue)" : side.type
    }
    return (text(main), text(staging))
  }
}
