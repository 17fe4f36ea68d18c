import Schema
import Settings
import Text

/// Main, or the other table of a comparison, found by its name among the tables of the inputs, or as the only one of a
/// file. The one place that says why a table is not found or cannot be compared.
package enum MainSelection: Hashable, Sendable {
  /// The index of the table.
  case found(Int)
  /// Why there is no such table, or not one alone; nil where what was wrong with the file says so.
  case failed(Problem?)

  /// What a table is wanted for.
  package enum Role: Sendable {
    case main
    /// One of the two tables that `compare` takes.
    case compared

    /// How a table of a file, or of a folder, with several is given.
    fileprivate func remedy(_ kind: String) -> String {
      switch self {
      case .main: "Name one of them with --main and give the \(kind) as an input."
      case .compared: "Name one of them and give the \(kind) with --from."
      }
    }

    fileprivate var prefix: String {
      switch self {
      case .main: "main: "
      case .compared: ""
      }
    }
  }

  /// Finds the only table of a file.
  ///
  /// - Parameters:
  ///   - path: The file as the user named it.
  ///   - tables: All tables of the file.
  ///   - isReadInFull: Whether nothing is known to be wrong with the file.
  ///   - kind: What the path leads to.
  package init(
    inFile path: String, holding tables: [TableName], isReadInFull: Bool, as role: Role = .main,
    kind: String = "file"
  ) {
    switch tables.count {
    case 1: self = .found(0)
    case 0:
      self = .failed(isReadInFull ? Problem(file: path, "\(role.prefix)the \(kind) holds no table.") : nil)
    default:
      let shown = tables.prefix(3).map { "'\($0.description.clipped())'" }.joined(separator: ", ")
      self = .failed(
        Problem(
          file: path,
          "\(role.prefix)the \(kind) holds \(Count.of(tables.count, "table")), such as \(shown). \(role.remedy(kind))"
        )
      )
    }
  }

  /// What is said of a main among inputs of which nothing could be read.
  static func unread(_ main: String, at place: SourcePlace?) -> Problem {
    Problem(at: place, "main '\(main.clipped())' was not found, since no table could be read.")
  }

  /// What is said of a main whose columns could not be read.
  static func unreadable(_ name: TableName, at place: SourcePlace?) -> Problem {
    Problem(
      at: place,
      "main '\(name.description.clipped())' could not be read, so that nothing was compared with it.")
  }

  /// What is said of a main that only sample records describe.
  static func sampled(_ name: TableName, at place: SourcePlace?) -> Problem {
    Problem(at: place, CatalogTranslation.isSampled(main: name))
  }

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
