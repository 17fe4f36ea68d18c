import Schema
import Text

/// A dataset of BigQuery's, with or without its project.
///
/// Source: BigQuery documentation, "Name datasets"; Resource Manager documentation, project ids; ids of projects of a domain
/// are written `example.com:project`.
struct BigQueryDataset: Hashable, Sendable {
  /// Bytes that a project's or dataset's name may have at most.
  private static let longestName = 1024

  let project: String?
  let dataset: String

  /// A dataset from `project.dataset`, bq's `project:dataset`, or `dataset`.
  ///
  /// - Throws: `CatalogAddressError` where BigQuery cannot have such a name: nothing else gets into a statement.
  init(_ text: String) throws(CatalogAddressError) {
    guard !text.isEmpty else { throw CatalogAddressError("no dataset is named. Is a variable not set?") }
    let separator = text.lastIndex { $0 == "." || $0 == ":" }
    project = separator.map { String(text[..<$0]) }
    dataset = separator.map { String(text[text.index(after: $0)...]) } ?? text
    guard Self.isName(dataset, marks: "_"), dataset.utf8.count <= Self.longestName else {
      throw CatalogAddressError(
        "'\(dataset.clipped())' is no name of a dataset: letters, digits and '_' may stand in one.")
    }
    if let project, !Self.isName(project, marks: "-_.:") {
      throw CatalogAddressError(
        "'\(project.clipped())' is no name of a project: letters, digits and '-' may stand in one.")
    }
  }

  private static func isName(_ text: String, marks: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longestName && text.first != "-"
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: marks.utf8.contains(byte)
        }
      }
  }

  /// `project.dataset`, or `dataset`.
  var name: String { (project.map { $0 + "." } ?? "") + dataset }

  /// The name before a view in a statement.
  var path: String {
    [project, dataset].compactMap(\.self).map(GoogleSQLIdentifier.quoted).joined(separator: ".")
  }
}
