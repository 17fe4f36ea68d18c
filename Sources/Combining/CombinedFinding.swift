import JSONInput
import Output
import Schema
import Text

/// A finding of several reports.
struct CombinedFinding {
  /// The rule's id.
  let rule: String
  private(set) var severity: Severity
  private(set) var status: String
  private let family: String
  private var column: String?
  private var main: JSONTree
  private var staging: JSONTree
  private var tableCount: Int
  private var examples: [String]
  private var shapes: Set<String>
  private var created: CombinedSpan
  private var batches: CombinedSpan
  private var effects: CombinedEffects
  private var consequence: String
  private var hint: String?
  private var records: Int?
  /// Reason, last day and owner.
  private var acceptance: [JSONTree]

  /// Parts that accept a finding and parts that do not leave it open: the worst counts.
  private static let statuses = ["accepted", "expired", "new"]
  private static let acceptanceKeys = ["reason", "expires", "owner"]

  /// Reads one finding of a report.
  ///
  /// - Parameter fingerprints: The fingerprints of the report's shapes, by their ids.
  init(_ tree: JSONTree, _ fingerprints: [String: String]) {
    rule = tree["rule"].text ?? ""
    severity = tree["severity"].text.flatMap(Severity.init) ?? .error
    status = tree["status"].text ?? "new"
    family = tree["family"].text ?? ""
    column = tree["column"].text
    main = tree["main"]
    staging = tree["staging"]
    tableCount = tree["tablecount"].integer ?? 0
    examples = (tree["examples"].elements ?? []).compactMap(\.text)
    shapes = Set((tree["shapes"].elements ?? []).compactMap { $0.text.flatMap { fingerprints[$0] } })
    created = CombinedSpan(tree["created"])
    batches = CombinedSpan(tree["batches"])
    effects = CombinedEffects(tree["effects"])
    consequence = tree["consequence"].text ?? ""
    records = tree["recordsseen"].integer
    hint = Self.withoutRecords(tree["hint"].text, records)
    acceptance = Self.acceptanceKeys.map { tree[$0] }
  }

  /// A hint ends with the number of records where these tell, which is added up.
  private static func withoutRecords(_ hint: String?, _ records: Int?) -> String? {
    guard let hint, let records else { return hint }
    let seen = "\(Count.of(records, "record")) seen"
    if hint == seen { return nil }
    return hint.hasSuffix(": " + seen) ? String(hint.dropLast(seen.count + 2)) : hint
  }

  private var hintText: String? {
    guard let records else { return hint }
    return [hint, "\(Count.of(records, "record")) seen"].compactMap(\.self).joined(separator: ": ")
  }

  /// Both together: of several words for one thing the same ones, whichever part comes first.
  func merged(with other: CombinedFinding) -> CombinedFinding {
    var merged = self
    if other.severity > severity
      || other.severity == severity && Self.precedes(other.consequence, consequence)
    {
      merged.severity = other.severity
      merged.consequence = other.consequence
    }
    merged.effects = effects.worst(other.effects)
    let (rank, others) = (
      Self.statuses.firstIndex(of: status) ?? 2, Self.statuses.firstIndex(of: other.status) ?? 2
    )
    let (words, otherWords) = (acceptance.map(\.order).joined(), other.acceptance.map(\.order).joined())
    if others > rank || others == rank && Self.precedes(otherWords, words) {
      merged.status = other.status
      merged.acceptance = other.acceptance
    }
    merged.column = [column, other.column].compactMap(\.self).min(by: Self.precedes)
    merged.main = [main, other.main].min { Self.precedes($0.order, $1.order) } ?? main
    merged.staging = [staging, other.staging].min { Self.precedes($0.order, $1.order) } ?? staging
    merged.tableCount += other.tableCount
    merged.examples = Array(Set(examples + other.examples).sorted(by: Self.precedes).prefix(3))
    merged.shapes.formUnion(other.shapes)
    merged.created = created.merged(with: other.created)
    merged.batches = batches.merged(with: other.batches)
    merged.hint = [hint, other.hint].compactMap(\.self).min(by: Self.precedes)
    merged.records = records.map { $0 + (other.records ?? 0) } ?? other.records
    return merged
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// By column, since reports do not tell main's order; then by rule, sides and family.
  static func sorted(_ findings: [String: CombinedFinding]) -> [(String, CombinedFinding)] {
    let keyed = findings.map { id, finding in
      let order = [
        finding.column == nil ? "1" : "0", finding.column?.lowercased() ?? "", finding.rule,
        finding.main.order, finding.staging.order, finding.family, id,
      ]
      return (order, id, finding)
    }
    return keyed.sorted { $0.0.lexicographicallyPrecedes($1.0, by: precedes) }.map { ($1, $2) }
  }

  /// The finding as a report has it.
  ///
  /// - Parameter numbers: The numbers of the shapes, by their fingerprints.
  func node(id: String, _ numbers: [String: Int]) -> JSONNode {
    let ids = shapes.compactMap { numbers[$0] }.sorted().map { JSONNode.text("s\($0)") }
    var members: [(String, JSONNode?)] = [
      ("id", .text(id)), ("rule", .text(rule)), ("severity", .text(severity.rawValue)),
      ("status", .text(status)), ("family", .text(family)), ("column", .optional(column)),
      ("main", main.node), ("staging", staging.node), ("tableCount", .number(tableCount)),
      ("examples", .list(examples.map { .text($0) })), ("shapes", .list(ids)), ("created", created.node),
      ("batches", batches.node), ("effects", effects.node), ("consequence", .text(consequence)),
      ("hint", hintText.map { .text($0) }), ("recordsSeen", records.map { .number($0) }),
    ]
    if status != "new" { members += zip(Self.acceptanceKeys, acceptance).map { ($0, $1.node) } }
    return .object(members)
  }
}

extension JSONTree {
  /// A text by which values are put in order.
  fileprivate var order: String { String(decoding: node.bytes(), as: UTF8.self) }
}
