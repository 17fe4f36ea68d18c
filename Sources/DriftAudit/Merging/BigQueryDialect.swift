/// GoogleSQL as BigQuery takes it.
struct BigQueryDialect: SQLDialect {
  let engine = Engine.bigQuery

  func identifier(_ name: String) -> String {
    Self.reserved.contains(name.uppercased())
      ? GoogleSQLIdentifier.quoted(name) : GoogleSQLIdentifier.quotedIfNeeded(name)
  }

  func path(_ table: TableName) -> String {
    [table.project, table.dataset, table.table].compactMap(\.self).map(GoogleSQLIdentifier.quoted)
      .joined(separator: ".")
  }

  func type(_ type: DataType) -> String {
    switch type {
    case .scalar(let name, _): name
    case .range(let element): "RANGE<\(element)>"
    case .structure(let fields):
      "STRUCT<\(fields.map { "\(identifier($0.name)) \(self.type($0.type))" }.joined(separator: ", "))>"
    case .array(let element): "ARRAY<\(self.type(element))>"
    // Neither occurs in a plan: BigQuery has no MAP, and what is unknown is refused.
    case .map, .unknown: type.text
    }
  }

  /// Source: GoogleSQL lexical structure, "String and bytes literals" and "Escape sequences".
  func string(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "'": literal += "\\'"
      case _ where Diagnostics.isUnsafe(scalar):
        let hex = String(scalar.value, radix: 16)
        literal += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "'"
  }

  func cast(_ value: String, to type: DataType, isSafe: Bool) -> String {
    "\(isSafe ? "SAFE_CAST" : "CAST")(\(value) AS \(self.type(type)))"
  }

  func fitted(_ value: String, to type: DataType, isSafe: Bool) -> String {
    "\(isSafe ? "SAFE_CAST" : "CAST")(\(value) AS \(type.text))"
  }

  func failure(_ message: String) -> String { "ERROR(\(string(message)))" }

  /// Words that no name may be without backticks.
  ///
  /// Source: GoogleSQL lexical structure, "Reserved keywords".
  private static let reserved: Set<String> = Set(
    """
    ALL AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST COLLATE CONTAINS CREATE CROSS CUBE CURRENT DEFAULT
    DEFINE DESC DISTINCT ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM FULL GROUP
    GROUPING GROUPS HASH HAVING IF IGNORE IN INNER INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT LOOKUP MERGE
    NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER PARTITION PRECEDING PROTO QUALIFY RANGE RECURSIVE RESPECT RIGHT
    ROLLUP ROWS SELECT SET SOME STRUCT TABLESAMPLE THEN TO TREAT TRUE UNBOUNDED UNION UNNEST USING WHEN WHERE WINDOW WITH
    WITHIN GRAPH_TABLE MATCH_RECOGNIZE
    """.split { $0.isWhitespace }.map(String.init))

  /// Whether a word, in any case, is reserved.
  static func isReserved(_ word: String) -> Bool { reserved.contains(word.uppercased()) }
}
