import Schema

/// Pairs columns of main and of staging that differ in the spelling of their names alone, on an engine that tells the two
/// apart: `basePrice` and `baseprice`, é as one scalar and as two.
///
/// What the engine takes for one name is paired before, and needs nothing.
package enum NamePairing {
  /// Staging's columns, those of another spelling paired with main's; nil where all stay as they are.
  ///
  /// Takes little where each column of staging is one of main's.
  package static func paired(_ staging: [Column], with main: [Column]) -> [Column]? {
    let names = Dictionary(main.map { ($0.foldedName, $0) }, uniquingKeysWith: { first, _ in first })
    return paired(staging, names)
  }

  /// - Parameter main: Main's columns by the names by which they are matched.
  package static func paired(_ staging: [Column], _ main: [String: Column]) -> [Column]? {
    var columns = staging
    var isChanged = false
    if staging.contains(where: { main[$0.foldedName] == nil }) {
      let taken = Set(staging.map(\.foldedName))
      // Two texts of Swift are equal also where they differ in their normal form alone.
      var left: [String: Column] = [:]
      for (key, column) in main where !taken.contains(key) {
        let name = letters(column.name)
        // Of several the same one on every run.
        if let other = left[name], other.foldedName < key { continue }
        left[name] = column
      }
      for index in columns.indices where !left.isEmpty && main[columns[index].foldedName] == nil {
        guard let other = left.removeValue(forKey: letters(columns[index].name)) else { continue }
        columns[index] = columns[index].paired(with: other)
        isChanged = true
      }
    }
    for index in columns.indices {
      guard let fields = columns[index].type.fields,
        let other = main[columns[index].foldedName]?.type, let others = other.fields,
        columns[index].type != other, columns[index].type.isArray == other.isArray,
        let paired = paired(fields, with: others)
      else { continue }
      columns[index].type = columns[index].type.isArray ? .array(.structure(paired)) : .structure(paired)
      isChanged = true
    }
    return isChanged ? columns : nil
  }
  /// What spellings of one name have in common.
  private static func letters(_ name: String) -> String { name.uppercased().lowercased() }
}
