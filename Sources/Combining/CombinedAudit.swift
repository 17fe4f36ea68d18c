import JSONInput
import Output
import Text

/// One main of several reports.
struct CombinedAudit {
  /// Main's name.
  let table: String
  private var columns: Int
  private var source: String
  private var effects: CombinedEffects
  /// By id.
  private(set) var findings: [String: CombinedFinding] = [:]
  /// By fingerprint.
  private(set) var shapes: [String: CombinedShape] = [:]
  /// By name.
  private var batches: [String: CombinedBatch] = [:]
  private var tables: [String: Row] = [:]
  /// What parts say differently, in a sentence each.
  private(set) var conflicts: Set<String> = []

  /// A staging table: what a report says of it, and the fingerprint of its shape.
  private struct Row {
    let tree: JSONTree
    let shape: String?
  }

  /// Reads one audit of a report.
  ///
  /// - Throws: `PartError` where something is missing.
  init(_ tree: JSONTree) throws(PartError) {
    guard let table = tree["main"]["table"].text, let columns = tree["main"]["columns"].integer,
      let findings = tree["findings"].elements, let shapes = tree["shapes"].elements,
      let tables = tree["tables"].elements
    else { throw PartError(message: "a JSON report of driftaudit that is not whole.") }
    guard tree["tablesListed"]["which"].text == nil else {
      throw PartError(
        message:
          "a JSON report that does not list all tables, so that nobody can tell whether parts share one: make it "
          + "without --tables and --names-limit.")
    }
    self.table = table
    self.columns = columns
    source = tree["main"]["source"].text ?? ""
    effects = CombinedEffects(tree["effects"])
    var fingerprints: [String: String] = [:]
    for tree in shapes {
      guard let id = tree["id"].text, let fingerprint = tree["fingerprint"].text else { continue }
      fingerprints[id] = fingerprint
      self.shapes[fingerprint] = CombinedShape(tree)
    }
    for tree in findings {
      guard let id = tree["id"].text else { continue }
      self.findings[id] = CombinedFinding(tree, fingerprints)
    }
    for tree in tree["batches"].elements ?? [] {
      guard let name = tree["batch"].text else { continue }
      batches[name] = CombinedBatch(tree, fingerprints)
    }
    for tree in tables {
      guard let name = tree["table"].text else { continue }
      self.tables[name] = Row(tree: tree, shape: tree["shape"].text.flatMap { fingerprints[$0] })
    }
  }

  /// Two parts together.
  func merged(with other: CombinedAudit) -> CombinedAudit {
    var merged = self
    merged.source = min(source, other.source)
    merged.effects = effects.worst(other.effects)
    merged.conflicts.formUnion(other.conflicts)
    if columns != other.columns {
      merged.columns = max(columns, other.columns)
      merged.conflicts.insert(
        "main has not the same number of columns in all parts: they tell of different days.")
    }
    let shared = Set(tables.keys).intersection(other.tables.keys)
    for name in shared {
      merged.conflicts.insert(
        "'\(name.clipped(to: 200))' stands in more than one part: parts may not share a table.")
    }
    merged.tables.merge(other.tables) { first, _ in first }
    merged.findings.merge(other.findings) { $0.merged(with: $1) }
    merged.shapes.merge(other.shapes) { $0.merged(with: $1) }
    merged.batches.merge(other.batches) { $0.merged(with: $1) }
    return merged
  }

  // MARK: JSON

  /// The audit as a report has it; its shapes are numbered anew.
  var node: JSONNode {
    let sorted = shapes.sorted { left, right in
      left.value.tableCount != right.value.tableCount
        ? left.value.tableCount > right.value.tableCount
        : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    let numbers = Dictionary(
      sorted.enumerated().map { ($1.key, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    let batches = batches.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return .block([
      (
        "main",
        .object([("table", .text(table)), ("columns", .number(columns)), ("source", .text(source))])
      ),
      ("effects", effects.node),
      ("findings", .lines(CombinedFinding.sorted(findings).map { $1.node(id: $0, numbers) })),
      ("shapes", .lines(sorted.map { $0.value.node(fingerprint: $0.key, numbers) })),
      ("batches", batches.isEmpty ? nil : .lines(batches.map { $0.value.node(name: $0.key, numbers) })),
      ("tables", .lines(rows(numbers))),
    ])
  }

  private func rows(_ numbers: [String: Int]) -> [JSONNode] {
    tables.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { _, row in
      guard case .object(let members) = row.tree else { return row.tree.node }
      return .object(
        members.map { member in
          let isShape = member.key == "shape"
          let shape = row.shape.flatMap { numbers[$0] }.map { "s\($0)" }
          return (member.key, isShape ? .optional(shape) : member.value.node)
        })
    }
  }
}

/// The first and the last of some texts, by their bytes.
struct CombinedSpan {
  private var span: Span<String>?

  /// Reads `{"first": …, "last": …}`.
  init(_ tree: JSONTree) {
    if let first = tree["first"].text, let last = tree["last"].text { span = Span(first: first, last: last) }
  }

  /// Both together.
  func merged(with other: CombinedSpan) -> CombinedSpan {
    guard let others = other.span else { return self }
    guard span != nil else { return other }
    var merged = self
    for value in [others.first, others.last] {
      merged.span?.stretch(to: value) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return merged
  }

  /// Nil where there is none.
  var node: JSONNode? {
    span.map { .object([("first", .text($0.first)), ("last", .text($0.last))]) }
  }
}

/// A shape of several reports.
struct CombinedShape {
  private(set) var tableCount: Int
  private var columns: Int
  private var example: String
  private var effects: CombinedEffects
  private var created: CombinedSpan
  private var batches: CombinedSpan

  init(_ tree: JSONTree) {
    effects = CombinedEffects(tree["effects"])
    tableCount = tree["tablecount"].integer ?? 0
    columns = tree["columns"].integer ?? 0
    example = tree["example"].text ?? ""
    created = CombinedSpan(tree["created"])
    batches = CombinedSpan(tree["batches"])
  }

  func merged(with other: CombinedShape) -> CombinedShape {
    var merged = self
    merged.tableCount += other.tableCount
    merged.effects = effects.worst(other.effects)
    merged.columns = max(columns, other.columns)
    merged.example = other.example.utf8.lexicographicallyPrecedes(example.utf8) ? other.example : example
    merged.created = created.merged(with: other.created)
    merged.batches = batches.merged(with: other.batches)
    return merged
  }

  func node(fingerprint: String, _ numbers: [String: Int]) -> JSONNode {
    .object([
      ("id", .text("s\(numbers[fingerprint] ?? 0)")), ("fingerprint", .text(fingerprint)),
      ("columns", .number(columns)), ("tableCount", .number(tableCount)), ("example", .text(example)),
      ("effects", effects.node), ("created", created.node), ("batches", batches.node),
    ])
  }
}

/// A batch of several reports.
struct CombinedBatch {
  private var counts: [Int]
  private var shapes: Set<String>

  private static let keys = ["tableCount", "driftedTables", "unreadableTables"]

  init(_ tree: JSONTree, _ fingerprints: [String: String]) {
    counts = Self.keys.map { tree[$0].integer ?? 0 }
    shapes = Set((tree["shapes"].elements ?? []).compactMap { $0.text.flatMap { fingerprints[$0] } })
  }

  func merged(with other: CombinedBatch) -> CombinedBatch {
    var merged = self
    merged.counts = zip(counts, other.counts).map(+)
    merged.shapes.formUnion(other.shapes)
    return merged
  }

  func node(name: String, _ numbers: [String: Int]) -> JSONNode {
    let ids = shapes.compactMap { numbers[$0] }.sorted().map { JSONNode.text("s\($0)") }
    return .object(
      [("batch", .text(name))] + zip(Self.keys, counts).map { ($0, .number($1)) } + [("shapes", .list(ids))])
  }
}
