/// Engines whose rows of information_schema.columns are known by a type that no engine here has. Who adds an engine deletes
/// its entry.
enum ForeignEngines {
  private struct Signs {
    let name: String
    /// Types by their whole text.
    var types: Set<String> = []
    /// How a type begins.
    var beginnings: [String] = []
  }

  private static let all = [
    Signs(
      name: "SQL Server",
      types: [
        "nvarchar", "nchar", "ntext", "datetime2", "smalldatetime", "datetimeoffset", "uniqueidentifier",
        "smallmoney",
        "sql_variant", "hierarchyid", "rowversion",
      ]),
    Signs(name: "Trino or Athena", beginnings: ["row(", "array(", "map("]),
    Signs(
      name: "ClickHouse",
      types: [
        "UInt8", "UInt16", "UInt32", "UInt64", "Int8", "Int16", "Int32", "Int64", "Float32", "Float64",
      ],
      beginnings: ["Nullable(", "LowCardinality(", "FixedString(", "DateTime64(", "Enum8(", "Enum16("]),
    Signs(name: "Oracle", types: ["VARCHAR2", "NVARCHAR2", "BINARY_DOUBLE", "BINARY_FLOAT"]),
  ]

  /// The engine that a type tells; nil where it tells none.
  static func engine(ofType type: String) -> String? {
    all.first { signs in
      signs.types.contains(type) || signs.beginnings.contains { type.hasPrefix($0) }
    }?.name
  }
}
