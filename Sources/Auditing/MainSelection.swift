import Schema
import Settings
import Text

/// Main, found by its name among the tables of the inputs.
package enum MainSelection: Hashable, Sendable {
  /// The index of the table.
  case found(Int)
  /// No table has that name, or several have.
  case failed(Problem)

  /// Finds main by `table`, `dataset.table`, `project.dataset.table` or bq's `project:dataset.table`.
  ///
  /// - Parameters:
  ///   - text: The name as the user gave it.
  ///   - tables: All tables of the inputs.
  ///   - inputs: What the user named as inputs, for messages: `exports/`.
  ///   - place: Where the name is written; nil for the command line.
  ///   - tableCount: How many tables there are, where some are counted and not named.
  package init(
    named text: String, among tables: [TableName], inputs: String, place: SourcePlace? = nil,
    tableCount: Int? = nil
  ) {
    let name = TablePattern.standardised(text)
    let named = tables.indices.filter {
      tables[$0].isNamed(name) || (text != name && tables[$0].isNamed(text))
    }
    // A whole name wins over the table of another dataset that has the same short name: it has no longer one.
    let exact = named.filter { [name, text].contains(tables[$0].description) }
    if let only = exact.count == 1 ? exact.first : named.count == 1 ? named.first : nil {
      self = .found(only)
      return
    }
    let quoted = "'\(text.clipped())'"
    let among = "among \(Count.of(tableCount ?? tables.count, "table")) in \(inputs.clipped())"
    guard named.isEmpty else {
      let names = named.map { tables[$0].description }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let shown = names.prefix(5).map { "'\($0.clipped(to: 120))'" }.joined(separator: ", ")
      let rest = names.count > 5 ? " and \(Count.grouped(names.count - 5)) more" : ""
      self = .failed(
        Problem(
          at: place,
          "\(Count.of(names.count, "table")) \(among) are named \(quoted): \(shown)\(rest). Name main in full."
        ))
      return
    }
    let nearest = Self.nearest(to: name, among: tables)
    let hint =
      nearest.isEmpty
      ? "" : " (nearest: \(nearest.map { "'\($0.clipped(to: 120))'" }.joined(separator: ", ")))"
    self = .failed(Problem(at: place, "no table \(among) is named \(quoted)\(hint)."))
  }

  /// Up to three names, the nearest first, written as fully as the wanted one.
  private static func nearest(to name: String, among tables: [TableName]) -> [String] {
    let scope = TablePattern.Scope(dots: name.utf8.count { $0 == UInt8(ascii: ".") })
    var rest = Set(TableGroups.finalists(name, among: Set(tables.lazy.map { scope.text(of: $0) })))
    var nearest: [String] = []
    while nearest.count < 3, let next = NearestName.find(name.clipped(to: 400), among: rest) {
      nearest.append(next)
      rest.remove(next)
    }
    return nearest
  }
}
