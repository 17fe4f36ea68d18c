import JSONInput
import Output
import Schema
import Text

/// Rows of shapes put together: those of one engine, family, dataset and list of columns become one.
struct CombinedShapes {
  private var rows: [Key: Row] = [:]
  private var owners: [TableName: Owner] = [:]
  /// What is said of tables that stand in several parts.
  private(set) var conflicts: [Problem] = []

  /// What tables of one row have in common.
  private struct Key: Hashable {
    let engine: String?
    let kind: String
    let family: String?
    let selection: String?
    let project: String?
    let dataset: String?
    /// Main's name; nil for staging tables.
    let main: String?
    let columns: [UInt8]
  }

  fileprivate struct Row {
    var count: Int
    /// When each was created, by name; nil where not all names are told.
    var names: [String: Moment?]?
    /// The first three that are told.
    var examples: [String]
    var last: String
    var created: Span<Moment>?
  }

  private struct Owner {
    let place: SourcePlace
    let key: Key
  }

  /// Adds a row.
  ///
  /// - Throws: `PartError` where it is none.
  mutating func add(_ value: JSONValue, _ texts: NestedJSON, at place: SourcePlace) throws(PartError) {
    let tree = JSONTree(value)
    guard let first = tree["first_table"].text, let columns = try list(tree["columns"], texts) else {
      throw PartError(message: "this is neither a row of shapes nor a JSON report of driftaudit.")
    }
    let kind = tree["kind"].text ?? "staging"
    let key = Key(
      engine: tree["engine"].text, kind: kind, family: tree["family"].text,
      selection: tree["selection"].text,
      project: tree["table_catalog"].text, dataset: tree["table_schema"].text,
      main: kind == "main" ? first : nil, columns: JSONTree.list(columns).canonical.node.bytes())
    let row = try self.row(tree, texts, first: first)
    let known = Set(row.examples + [row.last] + (row.names.map { Array($0.keys) } ?? []))
    if note(known, of: key, at: place) { return }
    rows[key] = rows[key].map { $0.merged(with: row) } ?? row
  }

  /// Notes the names of a row.
  ///
  /// - Returns: Whether the row is main's and stands in another part already, as the same main does in each.
  private mutating func note(_ names: Set<String>, of key: Key, at place: SourcePlace) -> Bool {
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let table = TableName(project: key.project, dataset: key.dataset, table: name)
      guard let owner = owners[table] else {
        owners[table] = Owner(place: place, key: key)
        continue
      }
      if key.main != nil, owner.key == key { return true }
      conflicts.append(
        Problem(
          file: place.file, line: place.line, column: place.column, table: table.description,
          "'\(table.description.clipped(to: 200))' stands in \(owner.place.file.clipped(to: 200)):\(owner.place.line) too: "
            + "parts may not share a table."))
      return false
    }
    return false
  }

  private func list(_ value: JSONTree, _ texts: NestedJSON) throws(PartError) -> [JSONTree]? {
    switch value {
    case .null: return nil
    case .list(let elements): return elements
    case .text(let text):
      guard case .list(let elements)? = texts.tree(text) else {
        throw PartError(message: "a text that holds no list where a list is expected.")
      }
      return elements
    default: throw PartError(message: "something else where a list is expected.")
    }
  }

  private func row(_ tree: JSONTree, _ texts: NestedJSON, first: String) throws(PartError) -> Row {
    guard let count = tree["tables"].integer, count > 0 else {
      throw PartError(message: "tables is no number of tables.")
    }
    let moments = try list(tree["names_created"], texts) ?? []
    var names: [String: Moment?]?
    var told = [first] + (try list(tree["examples"], texts) ?? []).compactMap(\.text)
    if let all = try list(tree["names"], texts)?.compactMap(\.text) {
      guard Set(all).count == count else {
        throw PartError(message: "tables says \(count), and there are \(Count.of(Set(all).count, "name")).")
      }
      let created =
        moments.count == all.count ? moments.map { $0.text.flatMap { Moment($0) } } : all.map { _ in nil }
      names = Dictionary(zip(all, created), uniquingKeysWith: { first, _ in first })
      told += all
    }
    let last = tree["last_table"].text ?? first
    let ends = ["first_created", "last_created"].compactMap { tree[$0].text.flatMap { Moment($0) } }
    let created = ends.min().flatMap { first in ends.max().map { Span(first: first, last: $0) } }
    return Row(
      count: count, names: names, examples: Row.firstThree(told),
      last: Row.later(last, names?.keys.max(by: Row.precedes)), created: created)
  }

  /// The rows, a line each, in an order that does not depend on the parts'.
  var text: String {
    let lines = rows.map { key, row in (order: Self.order(key, row), line: Self.line(key, row)) }
    let sorted = lines.sorted { left, right in
      left.order.lexicographicallyPrecedes(right.order) { Row.precedes($0, $1) }
    }
    return sorted.map { String(decoding: $0.line, as: UTF8.self) + "\n" }.joined()
  }

  private static func order(_ key: Key, _ row: Row) -> [String] {
    [
      key.kind, key.project ?? "", key.dataset ?? "", key.family ?? "", row.examples.first ?? "",
      key.engine ?? "", key.selection ?? "", String(decoding: key.columns, as: UTF8.self),
    ]
  }

  private static func line(_ key: Key, _ row: Row) -> [UInt8] {
    let names = row.names?.sorted { Row.precedes($0.key, $1.key) }
    let creations = names?.map(\.value)
    return JSONNode.object([
      ("engine", .optional(key.engine)), ("kind", .text(key.kind)), ("family", .optional(key.family)),
      ("selection", .optional(key.selection)), ("table_catalog", .optional(key.project)),
      ("table_schema", .optional(key.dataset)), ("tables", .number(row.count)),
      ("first_table", .text(row.examples.first ?? "")), ("last_table", .text(row.last)),
      ("first_created", .optional(row.created?.first.description)),
      ("last_created", .optional(row.created?.last.description)),
      ("examples", .list(row.examples.map { .text($0) })),
      ("names", names.map { .list($0.map { .text($0.key) }) }),
      (
        "names_created",
        creations.flatMap { moments in
          moments.contains { $0 != nil } ? .list(moments.map { .optional($0?.description) }) : nil
        }
      ),
      ("columns", .encoded(key.columns)),
    ]).bytes()
  }
}

extension CombinedShapes.Row {
  static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  static func later(_ one: String, _ other: String?) -> String {
    other.map { precedes(one, $0) ? $0 : one } ?? one
  }

  static func firstThree(_ names: [String]) -> [String] { Array(Set(names).sorted(by: precedes).prefix(3)) }

  func merged(with other: Self) -> Self {
    var created = created ?? other.created
    for moment in [other.created?.first, other.created?.last].compactMap(\.self) {
      created?.stretch(to: moment, by: <)
    }
    var both: [String: Moment?]?
    if let names, let others = other.names { both = names.merging(others) { first, _ in first } }
    return Self(
      count: count + other.count, names: both,
      examples: Self.firstThree(examples + other.examples),
      last: Self.later(last, other.last), created: created)
  }
}
