import Schema

/// How one engine writes names, types, values and the statements of a merge.
package protocol SQLDialect: Sendable {
  /// The engine whose statements these are.
  var engine: Engine { get }
  /// How expressions that users give are cut into tokens.
  var lexicon: SQLLexicon { get }
  /// What one statement may hold.
  var limits: StatementLimits { get }
  /// Scalar types of which no two values can be compared.
  var incomparable: Set<String> { get }

  /// A name as it stands in a statement, quoted where it has to be.
  func identifier(_ name: String) -> String
  /// A table's name as it stands in a statement, as fully as it is known.
  func path(_ table: TableName) -> String
  /// A type as it stands in a CAST: without lengths, precisions and scales.
  func type(_ type: DataType) -> String
  /// A type as it stands in a CAST or a column's definition, with lengths, precisions and scales.
  func fullType(_ type: DataType) -> String
  /// A text as a literal.
  func string(_ text: String) -> String

  /// A CAST to a type as `type` or `fullType` writes it; with `isSafe`, NULL where a value does not convert.
  func cast(_ value: String, toText type: String, isSafe: Bool) -> String
  /// The value in a type of limited length or precision: rounded, and where it is too long not necessarily a failure yet,
  /// since main's column does not take it; with `isSafe`, what is left of it, or NULL where it does not convert.
  func fitted(_ value: String, to type: DataType, isSafe: Bool) -> String
  /// One value where a condition holds, another where it does not.
  func choice(_ condition: String, _ value: String, else other: String) -> String
  /// A value that fails with a message.
  func failure(_ message: String, inPlaceOf type: DataType) -> String
  /// A STRUCT of values with their names, which are not yet quoted.
  func structure(_ fields: [(name: String, value: String)]) -> String
  /// Each element of an ARRAY made anew, in its order.
  func elements(of array: String, named element: String, depth: Int, _ value: SQLElement) -> String
  /// A whole row as one text, by which rows that agree in all else are ordered.
  func rowText(_ alias: String) -> String
  /// What a value of a longer, or a more precise type becomes in a CAST to a shorter one of that name.
  func narrowing(_ type: String) -> Narrowing

  /// How a value of a type, cast to another by `value`, is seen to arrive whole.
  func wholeness(of source: String, as value: String, from: DataType, to: DataType) -> Wholeness
  /// Whether values of a type have exactly the length that it says, so that neither a shorter nor a longer one fits.
  func hasFixedLength(_ type: String) -> Bool

  /// The one row for each part of the key: the first by the order.
  func first(in rows: FirstRows) -> String
  /// Tables of the same columns as one, in parentheses.
  func together(_ tables: [TableName], columns: [Column], indentation: String) -> String
  /// What has to be there before a statement runs, an empty text where nothing has to.
  func prelude(of script: String) -> String
  /// A temporary table of a query's rows.
  func temporaryTable(_ name: String, query: String) -> String
  /// What stands behind an expression to have the most first, and NULL last.
  var descending: String { get }
  /// Whether a temporary table is there for its transaction alone.
  var temporaryTableEndsWithTransaction: Bool { get }
  /// The statements that begin and end a transaction.
  var transaction: (begin: String, end: String) { get }
}

/// What the elements of an ARRAY become.
package enum SQLElement {
  case value(String)
  case structure([(name: String, value: String)])
}

/// What becomes of a value that is longer, or more precise, than its new type takes.
package enum Narrowing {
  /// The type has no such limit.
  case nothing
  /// The CAST fails.
  case failure
  /// The CAST drops a part of it without a word.
  case loss
}

/// How a value that was cast is seen to be whole.
package enum Wholeness {
  /// A CAST keeps all of it, or fails.
  case certain
  /// Where this condition over the value and what became of it holds.
  case condition(String)
  /// Where casting it back gives the same value.
  case castBack
  /// Never.
  case never
}

/// What one statement may hold.
package struct StatementLimits: Sendable, Equatable {
  /// Tables that one query may name, main included.
  package var tables: Int
  /// Bytes of text; nil where the engine names no limit.
  package var bytes: Int?
  /// Tables whose rows one statement of a script takes.
  package var tablesPerChunk = 500
  /// Bytes of text of one such statement.
  package var bytesPerChunk = 1 << 19

  /// A value from its parts.
  package init(tables: Int, bytes: Int? = nil, tablesPerChunk: Int = 500, bytesPerChunk: Int = 1 << 19) {
    self.tables = tables
    self.bytes = bytes
    self.tablesPerChunk = tablesPerChunk
    self.bytesPerChunk = bytesPerChunk
  }
}

/// Rows of which those are taken that come first among the rows with the same key.
package struct FirstRows {
  /// What stands behind FROM, with the alias.
  package var from: String
  /// The alias.
  package var alias: String
  /// A condition; nil for all rows.
  package var condition: String?
  /// The parts of the key.
  package var keys: [String]
  /// By what rows are ordered, with directions.
  package var order: [String]
  /// A name that no column has.
  package var number: String

  /// A value from its parts.
  package init(
    from: String, alias: String, condition: String? = nil, keys: [String], order: [String], number: String
  ) {
    self.from = from
    self.alias = alias
    self.condition = condition
    self.keys = keys
    self.order = order
    self.number = number
  }
}

extension SQLDialect {
  /// The value in another type; with `isSafe`, NULL where it does not convert.
  package func cast(_ value: String, to type: DataType, isSafe: Bool) -> String {
    cast(value, toText: self.type(type), isSafe: isSafe)
  }
  package func fitted(_ value: String, to type: DataType, isSafe: Bool) -> String {
    cast(value, toText: fullType(type), isSafe: isSafe)
  }
  /// NULL of a type.
  package func null(of type: DataType) -> String { cast("NULL", to: type, isSafe: false) }

  package var incomparable: Set<String> { [] }
  package var descending: String { "DESC NULLS LAST" }
  package var temporaryTableEndsWithTransaction: Bool { false }
  package func prelude(of script: String) -> String { "" }
  package func wholeness(of source: String, as value: String, from: DataType, to: DataType) -> Wholeness {
    .castBack
  }
  package func hasFixedLength(_ type: String) -> Bool { false }
  package func choice(_ condition: String, _ value: String, else other: String) -> String {
    "CASE WHEN \(condition) THEN \(value) ELSE \(other) END"
  }

  /// Tables of the same columns, each column named: no form of UNION ALL of these engines fails where one differs.
  package func together(_ tables: [TableName], columns: [Column], indentation: String) -> String {
    let list = columns.map { identifier($0.name) }.joined(separator: ", ")
    return tables.map { "\(indentation)SELECT \(list) FROM \(path($0))" }
      .joined(separator: "\n\(indentation)UNION ALL\n")
  }

  /// The rows as QUALIFY picks them.
  package func qualified(_ rows: FirstRows, indentation: String = "  ") -> String {
    """
    \(indentation)SELECT *
    \(indentation)FROM \(rows.from)
    \(indentation)WHERE \(rows.condition ?? "TRUE")
    \(indentation)QUALIFY ROW_NUMBER() OVER (
    \(indentation)  PARTITION BY \(rows.keys.joined(separator: ", "))
    \(indentation)  ORDER BY \(rows.order.joined(separator: ", "))
    \(indentation)) = 1
    """
  }

  /// A name between double quotes, as SQL has it.
  package static func doubleQuoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// Words that stand in one text, as a set.
  package static func words(_ text: String) -> Set<String> {
    Set(text.split { $0.isWhitespace }.map(String.init))
  }
}
