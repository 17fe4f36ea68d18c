/// BigQuery's types without parts: their canonical names, their aliases and how many parameters they take.
///
/// Source: GoogleSQL "Data types" (names, aliases, parameterized types), REST `TableFieldSchema.type` (legacy names).
package enum BigQueryScalar {
  /// The canonical name for a name in any case, or nil for a name that BigQuery does not know.
  package static func canonicalName(_ name: String) -> String? {
    if let exact = byName[name] { return exact }
    return byName[name.uppercased()]
  }

  /// How many parameters `name` (canonical) may have at most: one length, or precision and scale.
  package static func maximumParameters(_ name: String) -> Int {
    switch name {
    case "STRING", "BYTES", "TIMESTAMP": 1
    case "NUMERIC", "BIGNUMERIC": 2
    default: 0
    }
  }

  /// What a RANGE can be of.
  package static let rangeElements = ["DATE", "DATETIME", "TIMESTAMP"]

  /// The canonical name of what a RANGE is of; nil for a name of anything else.
  package static func rangeElement(_ name: String) -> String? {
    canonicalName(name).flatMap { rangeElements.contains($0) ? $0 : nil }
  }

  /// Every name that a type may have, for finding the nearest to a misspelled one.
  static let allNames = byName.keys.sorted() + ["ARRAY", "RANGE", "RECORD", "STRUCT"]

  private static let byName: [String: String] = {
    let canonical = [
      "BIGNUMERIC", "BOOL", "BYTES", "DATE", "DATETIME", "FLOAT64", "GEOGRAPHY", "INT64", "INTERVAL", "JSON",
      "NUMERIC", "STRING", "TIME", "TIMESTAMP",
    ]
    let aliases = [
      "BIGDECIMAL": "BIGNUMERIC", "BOOLEAN": "BOOL", "FLOAT": "FLOAT64", "INTEGER": "INT64", "INT": "INT64",
      "SMALLINT": "INT64", "BIGINT": "INT64", "TINYINT": "INT64", "BYTEINT": "INT64", "DECIMAL": "NUMERIC",
    ]
    return aliases.merging(canonical.map { ($0, $0) }) { alias, _ in alias }
  }()

  /// Whether a rounding mode is the one that columns have for which none is set.
  ///
  /// Source: GoogleSQL "Data definition language", `rounding_mode`; REST reference, `RoundingMode`.
  package static func isUsualRounding(_ mode: String) -> Bool {
    ["ROUND_HALF_AWAY_FROM_ZERO", "ROUNDING_MODE_UNSPECIFIED"].contains(mode)
  }
}
