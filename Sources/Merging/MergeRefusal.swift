import Schema
import Text

/// Why there is no safe statement, all reasons and not only the first.
package struct MergeRefusal: Error, Hashable, Sendable {
  /// In the order of main's columns where they are about columns.
  package let reasons: [Reason]

  /// A value from its parts.
  package init(reasons: [Reason]) {
    self.reasons = reasons
  }

  /// One reason.
  package enum Reason: Hashable, Sendable {
    /// Nothing names the rows that belong together.
    case noKey
    /// There is no staging table.
    case noTables
    /// Main's or staging's statements are not the dialect's.
    case otherEngine(table: String, engine: String, dialect: String)
    /// The export need not tell all columns.
    case incomplete(table: String)
    /// Staging tables that could not be read.
    case unreadable(count: Int, example: String)
    /// Staging tables that an engine has counted and not named.
    case unnamed(count: Int)
    /// Two columns of one table have one name.
    case ambiguousNames(table: String, message: String)
    /// A setting names no column, with the nearest name.
    case unknownColumn(setting: String, name: String, nearest: String?)
    /// An expression that would break the statement.
    case badExpression(setting: String, text: String, message: String)
    /// A key is no value that can be compared.
    case keyCannotBeCompared(key: String, type: String, engine: String)
    /// A column of the key that tables lack.
    case keyMissing(column: String, shape: ShapeName)
    /// A column of the key that tables lack whose rows are to be counted.
    case keyNotStaged(column: String, table: String, others: Int)
    /// A column by which rows are ordered is in no table, or has no order.
    case cannotOrder(text: String, why: String)
    /// A REQUIRED column that nothing fills.
    case requiredWithoutSource(column: String, shape: ShapeName)
    /// There is no CAST between the types.
    case cannotCast(column: String, from: String, to: String, shape: ShapeName)
    /// A CAST that loses a part of every value, or one of the key that might.
    case losing(column: String, from: String, to: String, shape: ShapeName)
    /// The export leaves a type unknown.
    case unknownType(column: String, table: String)
    /// Tables that cannot be read without a filter.
    case stagingNeedsFilter(shape: ShapeName)
    /// Main needs a filter on its partitions, and nothing tells which are meant.
    case partitionsUnknown(why: String)
    /// A value of `--partition-values` that is none of the column's type.
    case badPartitionValue(value: String, type: String)
  }

  /// A shape as a reader meets it.
  package struct ShapeName: Hashable, Sendable {
    /// `s1`.
    package let id: String
    /// Number of its tables.
    package let tableCount: Int
    /// The first of them.
    package let example: String

    /// A value from its parts.
    package init(id: String, tableCount: Int, example: String) {
      self.id = id
      self.tableCount = tableCount
      self.example = example
    }

    var text: String {
      let others = tableCount > 1 ? " and \(Count.of(tableCount - 1, "other table"))" : ""
      return "\(example.clipped(to: 120))\(others) (\(id))"
    }
  }

  /// The reasons as problems of the run.
  package var problems: [Problem] { reasons.map { Problem(.error, "no safe merge: \($0.text)") } }
}

extension MergeRefusal.Reason {
  /// What is wrong and what helps, with a full stop.
  package var text: String {
    switch self {
    case .noKey: "nothing says which rows belong together: give --key, once for each part of the key."
    case .noTables: "there is no staging table."
    case .otherEngine(let table, let engine, let dialect):
      "\(table.clipped(to: 120)) is \(engine)'s, and the statement would be \(dialect)'s."
    case .incomplete(let table):
      "the export of \(table.clipped(to: 120)) need not tell all columns: give one that does."
    case .unreadable(let count, let example):
      "\(Count.of(count, "staging table")) could not be read, such as \(example.clipped(to: 120))."
    case .unnamed(let count):
      "the names of \(Count.of(count, "staging table")) are not told: driftaudit sql --names asks for them."
    case .ambiguousNames(let table, let message): "\(table.clipped(to: 120)): \(message)."
    case .unknownColumn(let setting, let name, let nearest):
      "\(setting) names '\(name.clipped())', which is no column\(nearest.map { " (nearest: \($0.clipped()))" } ?? "")."
    case .badExpression(let setting, let text, let message): "\(setting) '\(text.clipped())': \(message)."
    case .keyCannotBeCompared(let key, let type, let engine):
      "the key '\(key.clipped())' is \(type.clipped(to: 60)), of which \(engine) compares no values."
    case .keyMissing(let column, let shape):
      "the key's column \(column.clipped()) is not in \(shape.text): --fill '\(column.clipped())=…' says what it is there."
    case .keyNotStaged(let column, let table, let others):
      "the key's column \(column.clipped()) is not in \(table.clipped(to: 200))"
        + (others > 0 ? " and \(Count.of(others, "other table"))" : "")
        + ": its rows cannot be told from others."
    case .cannotOrder(let text, let why): "--order-by '\(text.clipped())': \(why)."
    case .requiredWithoutSource(let column, let shape):
      "\(column.clipped()) is REQUIRED, has no default, and is not in \(shape.text): --fill '\(Self.top(column))=…' says "
        + "what it becomes."
    case .cannotCast(let column, let from, let to, let shape):
      "there is no CAST from \(from.clipped(to: 60)) to \(to.clipped(to: 60)) for \(column.clipped()) of \(shape.text): "
        + "--fill '\(Self.top(column))=…' says what it becomes."
    case .losing(let column, let from, let to, let shape):
      "a CAST from \(from.clipped(to: 60)) to \(to.clipped(to: 60)) loses a part of \(column.clipped()) of \(shape.text): "
        + "--fill '\(Self.top(column))=…' says what it becomes, and outside of a key --on-lossy safe-cast or skip."
    case .unknownType(let column, let table):
      "the type of \(column.clipped()) in \(table.clipped(to: 120)) is not told."
    case .stagingNeedsFilter(let shape): "\(shape.text) cannot be read without a filter on the partitions."
    case .partitionsUnknown(let why):
      "main needs a filter on its partitions, and \(why): give --partition-values."
    case .badPartitionValue(let value, let type): "--partition-values '\(value.clipped())' is no \(type)."
    }
  }

  private static func top(_ path: String) -> String { path.prefix { $0 != "." }.clipped() }
}
