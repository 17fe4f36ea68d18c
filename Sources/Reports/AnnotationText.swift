import Auditing
import Comparison
import Schema
import Settings
import Text

/// What annotations beside a file say of findings and problems. Names in them are printable and clipped.
struct AnnotationText {
  /// The most of a name that is shown: BigQuery's columns have up to 300 characters.
  private static let longestName = 300
  private static let longestText = 1000

  private let audit: ComparedAudit
  private let familyTotals: [String: Int]

  /// Texts about the findings of one audit.
  init(_ audit: ComparedAudit) {
    self.audit = audit
    familyTotals = audit.tables.reduce(into: [:]) { totals, table in
      totals[table.family, default: 0] += Int(table.count)
    }
  }

  /// `missing-column: feature_count`.
  static func title(_ finding: Finding) -> String {
    finding.column.map { "\(finding.rule): \(name($0))" } ?? finding.rule.rawValue
  }

  /// What differs, in how many tables, what happens, and what makes a rename likely.
  func message(_ finding: Finding) -> String {
    let total = familyTotals[finding.family] ?? finding.tableCount
    let family = audit.families.count > 1 ? " of family \(Self.name(finding.family))" : ""
    var tables =
      finding.tableCount < total
      ? "\(Count.grouped(finding.tableCount)) of \(Count.of(total, "staging table"))"
      : total == 1 ? "the only staging table" : "all \(Count.grouped(total)) staging tables"
    tables += "\(family) of \(Self.name(audit.main.name.description))"
    if let example = finding.examples.first {
      tables += (finding.tableCount > 1 ? ", such as " : ", ") + Self.name(TableText.short(example))
    }
    var parts = ["\(Self.difference(finding)): \(tables).", Self.text(finding.consequence)]
    if let hint = finding.hintText { parts.append(Self.sentence(Self.text(hint))) }
    if case .expired(let acceptance) = finding.status {
      let until = acceptance.expires.map { " until \(Self.text($0))" } ?? ""
      parts.append(Self.sentence("Accepted\(until): \(Self.text(acceptance.reason))"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// A problem's message, after its file where the annotation cannot stand there.
  static func message(_ problem: Problem, in report: DriftReport) -> String {
    guard let file = problem.file, report.place(of: problem).path != report.repository.path(ofFile: file)
    else {
      return text(problem.message)
    }
    var place = path(file)
    if let line = problem.line { place += ":\(line)" + (problem.column.map { ":\($0)" } ?? "") }
    return "\(place): \(text(problem.message))"
  }

  /// `feature_count is INT64 in main and missing from staging`.
  private static func difference(_ finding: Finding) -> String {
    let column = finding.column.map(name)
    let subject = column.map { $0.isEmpty ? "(empty)" : $0 } ?? finding.rule.rawValue
    switch (finding.main, finding.staging) {
    case (let main?, let staging?) where main == staging: return "\(subject) (\(side(main))) differs"
    case (let main?, let staging?):
      return "\(subject) is \(side(main)) in main and \(side(staging)) in staging"
    case (let main?, nil): return "\(subject) is \(side(main)) in main and missing from staging"
    case (nil, let staging?): return "\(subject) is \(side(staging)) in staging and not in main"
    case (nil, nil): return subject
    }
  }

  private static func side(_ side: ColumnSide) -> String {
    let type = name(side.type)
    return side.mode == .required ? "\(type) REQUIRED" : type
  }

  private static func sentence(_ text: String) -> String {
    text.isEmpty || text.hasSuffix(".") ? text : text + "."
  }

  /// A file's path, whole and printable.
  static func path(_ path: String) -> String { SafeText.printable(path, limit: 4096) }

  /// A name, printable and clipped.
  static func name(_ text: String) -> String { SafeText.printable(text, limit: longestName) }

  private static func text(_ text: String) -> String { SafeText.printable(text, limit: longestText) }
}

/// A finding that counts, with the audit that it is of.
struct CountedFinding {
  let finding: Finding
  /// Index into the report's audits.
  let audit: Int
}

extension DriftReport {
  /// New and expired findings, most severe first, then those in the most tables, then as the report has them.
  var worstFirst: [CountedFinding] {
    let counted = audits.enumerated().flatMap { number, audit in
      audit.findings.filter(\.status.counts).map { CountedFinding(finding: $0, audit: number) }
    }
    return counted.enumerated().sorted { left, right in
      let (one, other) = (left.element.finding, right.element.finding)
      if one.severity != other.severity { return one.severity > other.severity }
      return one.tableCount != other.tableCount
        ? one.tableCount > other.tableCount : left.offset < right.offset
    }.map(\.element)
  }

  /// What has to be told besides findings, most severe first: problems, and a baseline that fails the run because of
  /// entries that match nothing.
  var toldProblems: [Problem] {
    var told = problems
    if failOnStale, let baseline, !baseline.stale.isEmpty {
      let count = Count.of(baseline.stale.count, "entry", plural: "entries")
      let match = baseline.stale.count == 1 ? "matches" : "match"
      told.append(
        Problem(
          file: baseline.file,
          "\(count) of the baseline \(match) nothing any more: `\(NextCommands.prune)` takes them out."))
    }
    return told.filter { $0.severity == .error } + told.filter { $0.severity != .error }
  }
}
