/// A table's name: `table`, `dataset.table` or `project.dataset.table`, as far as an export tells.
///
/// Table and dataset names are case sensitive in BigQuery.
public struct TableName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Project, or catalog, where known.
  public let project: String?
  /// Dataset, or schema, where known.
  public let dataset: String?
  /// The table's own name.
  public let table: String

  /// A name from its parts.
  public init(project: String? = nil, dataset: String? = nil, table: String) {
    self.project = project
    self.dataset = dataset
    self.table = table
  }

  /// The known parts with dots between them.
  public var description: String {
    [project, dataset, table].compactMap(\.self).joined(separator: ".")
  }

  /// Whether `text` names this table: by `table`, `dataset.table` or `project.dataset.table`.
  public func isNamed(_ text: String) -> Bool {
    if text == table || text == description { return true }
    if let dataset { return text == "\(dataset).\(table)" }
    return false
  }

  /// Byte order of the whole name, the same on every machine and in every locale.
  public static func < (left: TableName, right: TableName) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
