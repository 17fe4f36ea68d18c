/// Whether a column may be NULL or holds many values, in BigQuery's words.
package enum Mode: String, Sendable, Hashable, CaseIterable {
  case nullable = "NULLABLE"
  case required = "REQUIRED"
  /// The column is an ARRAY.
  case repeated = "REPEATED"
}
