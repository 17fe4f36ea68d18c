/// A table's name: `table`, `dataset.table` or `project.dataset.table`, as far as an export tells.
///
/// Table and dataset names are case sensitive in BigQuery.
package struct TableName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Project, or catalog, where known.
  package let project: String?
  /// Dataset, or schema, where known.
  package let dataset: String?
  /// The table's own name.
  package let table: String

  /// A name from its parts.
  package init(project: String? = nil, dataset: String? = nil, table: String) {
    self.project = project
    self.dataset = dataset
    self.table = table
  }

  /// The known parts with dots between them.
  package var description: String {
    [project, dataset, table].compactMap(\.self).joined(separator: ".")
  }

  /// Whether `text` names this table: by `table`, `dataset.table` or `project.dataset.table`.
  package func isNamed(_ text: String) -> Bool {
    // Of many tables nearly all end otherwise, and nothing has to be put together for them.
    guard text.utf8.reversed().starts(with: table.utf8.reversed()) else { return false }
    if text.utf8.count == table.utf8.count || text == description { return true }
    if let dataset { return text == "\(dataset).\(table)" }
    return false
  }

  /// Byte order of the whole name, the same on every machine and in every locale.
  package static func < (left: TableName, right: TableName) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
