import Comparison
import Schema

/// The findings that are accepted on purpose: driftaudit.baseline.json.
package struct Baseline: Hashable, Sendable {
  /// The entries, sorted and without repetitions.
  package private(set) var entries: [BaselineEntry]
  /// The file's `$schema`, for editors; kept as it is.
  var schema: String?

  /// A baseline of these entries. Of entries for one finding the one that lasts longest stays.
  package init(_ entries: [BaselineEntry] = [], schema: String? = nil) {
    self.schema = schema
    var longest: [AcceptedDrift: BaselineEntry] = [:]
    for entry in entries {
      if let other = longest[entry.drift], !Self.lasts(entry, longerThan: other) { continue }
      longest[entry.drift] = entry
    }
    self.entries = longest.values.sorted { $0.drift < $1.drift }
  }

  private static func lasts(_ entry: BaselineEntry, longerThan other: BaselineEntry) -> Bool {
    guard let otherDay = other.acceptance.expires else { return false }
    guard let day = entry.acceptance.expires else { return true }
    return otherDay.utf8.lexicographicallyPrecedes(day.utf8)
  }

  /// The status of each finding of an audit of `table`: `expires` is inclusive, so that an entry of yesterday has
  /// expired.
  ///
  /// - Parameter today: The day in UTC as `YYYY-MM-DD`.
  func statuses(of findings: [Finding], table: TableName, today: String) -> [Finding.Status] {
    let accepted = acceptances
    return findings.map { finding in
      guard let acceptance = accepted[AcceptedDrift(finding, table: table)] else { return .new }
      guard let expires = acceptance.expires else { return .accepted(acceptance) }
      return expires.utf8.lexicographicallyPrecedes(today.utf8) ? .expired(acceptance) : .accepted(acceptance)
    }
  }

  private var acceptances: [AcceptedDrift: Finding.Acceptance] {
    Dictionary(entries.map { ($0.drift, $0.acceptance) }) { first, _ in first }
  }

  /// The entries that no finding matches any more.
  ///
  /// An entry is left alone where this run cannot tell: main was not audited, the audit was not read in full, or none
  /// of the family's tables were there. An entry for a family that the audit does not know is stale.
  ///
  /// - Parameter audits: The run's audits, with the policy applied, and whether all their inputs were read and no flag
  ///   narrowed them.
  package func stale(after audits: [(audit: ComparedAudit, isComplete: Bool)]) -> [BaselineEntry] {
    var found: Set<AcceptedDrift> = []
    var families: [String: Set<String>] = [:]
    var compared: [String: Set<String>] = [:]
    for (audit, isComplete) in audits {
      let table = audit.main.name
      found.formUnion(audit.findings.map { AcceptedDrift($0, table: table) })
      guard isComplete else { continue }
      families[table.description, default: []].formUnion(audit.families)
      for row in audit.tables where row.variant != nil {
        compared[table.description, default: []].insert(row.family)
      }
    }
    return entries.filter { entry in
      guard !found.contains(entry.drift), let known = families[entry.table] else { return false }
      return !known.contains(entry.family) || compared[entry.table, default: []].contains(entry.family)
    }
  }

  /// The baseline without these entries.
  package func removing(_ stale: [BaselineEntry]) -> Baseline {
    let gone = Set(stale.map(\.drift))
    return Baseline(entries.filter { !gone.contains($0.drift) }, schema: schema)
  }
}

/// What makes an entry and a finding the same drift: everything but modes, counts and words.
struct AcceptedDrift: Hashable, Sendable, Comparable {
  /// Main's table id.
  let table: String
  /// The family of staging tables.
  let family: String
  /// The column path in lower case, or as it is spelled where another column differs in case alone; nil for what
  /// concerns no single column.
  let column: String?
  /// The rule.
  let rule: RuleID
  /// Main's type text in lower case, since fields of a STRUCT are one field however they are spelled; or nil.
  let main: String?
  /// Staging's type text in lower case, or nil.
  let staging: String?

  /// The drift that a finding of an audit of `table` is.
  init(_ finding: Finding, table: TableName) {
    self.init(
      table: table.description, family: finding.family, column: finding.column,
      isSpelledExactly: finding.isSpelledExactly, rule: finding.rule,
      main: finding.main?.type, staging: finding.staging?.type)
  }

  init(
    table: String, family: String, column: String?, isSpelledExactly: Bool, rule: RuleID, main: String?,
    staging: String?
  ) {
    self.table = table
    self.family = family
    self.column = isSpelledExactly ? column : column?.lowercased()
    self.rule = rule
    self.main = main?.lowercased()
    self.staging = staging?.lowercased()
  }

  /// By table, family, column, rule and types, in byte order; nil first.
  static func < (left: AcceptedDrift, right: AcceptedDrift) -> Bool {
    for (first, second) in zip(left.parts, right.parts) {
      switch (first, second) {
      case (nil, nil): continue
      case (nil, _): return true
      case (_, nil): return false
      case (let first?, let second?):
        if first.utf8.elementsEqual(second.utf8) { continue }
        return first.utf8.lexicographicallyPrecedes(second.utf8)
      }
    }
    return false
  }

  private var parts: [String?] { [table, family, column, rule.rawValue, main, staging] }
}

extension BaselineEntry {
  /// What the entry accepts.
  var drift: AcceptedDrift {
    AcceptedDrift(
      table: table, family: family, column: column, isSpelledExactly: isSpelledExactly, rule: rule,
      main: main,
      staging: staging)
  }
}
