import Text

extension Sequence<Column> {
  /// The columns by the names by which they are matched; of several with one name the first.
  package var byFoldedName: [String: Column] {
    Dictionary(map { ($0.foldedName, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension [String: Column] {
  /// The column that a user or a statement means by a name: the one that is spelled so, or without quotes is the same, or
  /// else the only one whose name differs in case alone.
  ///
  /// The dictionary is one by `foldedName`.
  package func named(_ name: String) -> Column? {
    if let column = self[NameFolding.exact.key(name)] ?? self[NameFolding.javaIgnoringCase.key(name)] {
      return column
    }
    let lower = name.lowercased()
    let alike = values.filter { $0.name.lowercased() == lower }
    return alike.count == 1 ? alike[0] : nil
  }
}

/// Names of columns that stand side by side.
package enum ColumnNames {
  /// The first column whose name another before it has too: its index, and what to say.
  package static func clash(_ columns: [Column]) -> (index: Int, message: String)? {
    var seen: [String: Int] = [:]
    for (index, column) in columns.enumerated() {
      guard let first = seen.updateValue(index, forKey: column.foldedName) else { continue }
      let other = columns[first].name
      return (
        index,
        other == column.name
          ? "column \(other.clipped()) stands twice"
          : "columns \(other.clipped()) and \(column.name.clipped()) differ only in case"
      )
    }
    return nil
  }
}
