import Engines
import Platform
import Schema

/// The identity of a shape.
package enum ShapeFingerprint {
  /// 16 hexadecimal digits of SHA-256 over the columns in their order: names as the engine compares them, types, what is REQUIRED,
  /// defaults, collations and rounding modes.
  ///
  /// What an export does not tell counts as not set, so that a schema has the same fingerprint in every form.
  package static func of(_ schema: TableSchema) -> String {
    var parts: [String] = [schema.orderIsKnown ? "ordered" : "by name"]
    // BigQuery's shapes keep the fingerprints that they had when there was no other engine.
    if schema.engine != .bigQuery { parts.append(schema.engine.rawValue) }
    if !schema.isComplete { parts.append("in part") }
    append(schema.columns, schema.engine.types.names, to: &parts)
    return Digest.hex(parts, digits: 16)
  }

  private static func append(_ columns: [Column], _ names: NameFolding, to parts: inout [String]) {
    parts.append(String(columns.count))
    for column in columns {
      parts.append(names.text(column.name))
      parts.append(column.mode == .required ? "REQUIRED" : "")
      parts.append(column.attributes.defaultExpression.value ?? "")
      parts.append(column.attributes.collation.value ?? "")
      parts.append(column.attributes.roundingMode.value ?? "")
      if let fields = column.type.fields {
        parts.append(column.type.isArray ? "ARRAY<STRUCT>" : "STRUCT")
        append(fields, names, to: &parts)
      } else {
        parts.append(column.type.text)
      }
    }
  }
}
