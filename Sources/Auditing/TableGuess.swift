import Schema
import Settings

/// A table that `init` found, with what helps to tell main from staging.
package struct FoundTable: Hashable, Sendable {
  /// The table's name.
  var name: TableName
  /// Number of top-level columns.
  var columns: Int
  /// A number that tables of one shape share.
  var shape: Int
  /// How many tables of that shape it stands for, itself included.
  var count: Int

  /// A found table from its parts.
  init(name: TableName, columns: Int, shape: Int, count: Int = 1) {
    self.count = count
    self.name = name
    self.columns = columns
    self.shape = shape
  }
}

/// Which table is probably main, and by which patterns the others are staging.
struct TableGuess {
  /// The words by which people mark tables that are not meant to stay.
  private static let stagingWords: Set<String> = [
    "batch", "buffer", "delta", "incoming", "landing", "load", "stage", "staged", "staging", "stg", "temp",
    "tmp",
  ]
  /// With more patterns than these, every table other than main is the better guess.
  private static let mostPatterns = 12
  /// So many names are searched for those of possible mains.
  private static let sample = 10_000

  private(set) var main: FoundTable?
  /// Patterns with the number of tables that start so, the most precise first; empty for every table other than main.
  private(set) var patterns: [(pattern: String, family: String, tables: Int)] = []
  /// How many tables neither are main nor look like staging, and the first five of them by name.
  private(set) var others: (count: Int, examples: [String]) = (0, [])

  init(_ tables: [FoundTable]) {
    // BigQuery's names have up to 1,024 characters; anything longer is no name to configure.
    let named = tables.filter { !$0.name.table.isEmpty && $0.name.table.utf8.count <= 1024 }
    guard let main = Self.main(of: named) else { return }
    self.main = main
    let rest = named.filter { $0.name != main.name }
    let staging = rest.filter { Self.looksLikeStaging($0.name.table) }
    if !staging.isEmpty { others = Self.others(rest.filter { !Self.looksLikeStaging($0.name.table) }) }
    var counts: [String: Int] = [:]
    for table in staging.isEmpty ? rest : staging {
      counts[Self.pattern(for: table.name.table), default: 0] += table.count
    }
    guard counts.count <= Self.mostPatterns else { return }
    let sorted = counts.sorted { left, right in
      let (leftLength, rightLength) = (left.key.utf8.count, right.key.utf8.count)
      if leftLength != rightLength { return leftLength > rightLength }
      return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    var families: Set<String> = []
    for (pattern, count) in sorted {
      let name = Self.familyName(pattern, besides: families)
      families.insert(name)
      patterns.append((pattern, name, count))
    }
  }

  private static func main(of tables: [FoundTable]) -> FoundTable? {
    let plain = tables.filter { !looksLikeStaging($0.name.table) }
    let candidates = plain.isEmpty ? tables : plain
    var tablesOfShape: [Int: Int] = [:]
    for table in tables { tablesOfShape[table.shape, default: 0] += table.count }
    // A few possible mains are looked for in the others' names; among thousands the columns decide.
    let names = candidates.count <= 20 ? tables.prefix(sample).map(\.name.table) : []
    func score(_ table: FoundTable) -> [Int] {
      let own = table.name.table
      let mentions = names.count { $0 != own && $0.contains(own) }
      return [mentions, table.columns, -(tablesOfShape[table.shape] ?? 0), -own.utf8.count]
    }
    var best: (table: FoundTable, score: [Int])?
    for table in candidates {
      let score = score(table)
      if let best {
        if score.lexicographicallyPrecedes(best.score) { continue }
        if score == best.score, best.table.name < table.name { continue }
      }
      best = (table, score)
    }
    return best?.table
  }

  private static func others(_ tables: [FoundTable]) -> (count: Int, examples: [String]) {
    var examples: [String] = []
    for name in tables.lazy.map(\.name.description) {
      if let last = examples.last, examples.count == 5, !name.utf8.lexicographicallyPrecedes(last.utf8) {
        continue
      }
      let place = examples.firstIndex { name.utf8.lexicographicallyPrecedes($0.utf8) } ?? examples.endIndex
      examples.insert(name, at: place)
      if examples.count > 5 { examples.removeLast() }
    }
    return (tables.reduce(0) { $0 + $1.count }, examples)
  }

  private static func isSeparator(_ letter: Character) -> Bool {
    letter == "_" || letter == "-" || letter == " "
  }

  private static func looksLikeStaging(_ name: String) -> Bool {
    name.hasPrefix("_")
      || name.split { isSeparator($0) || $0.isNumber }.contains { stagingWords.contains($0.lowercased()) }
  }

  /// How the name starts, through its first word, or how it ends where that is the word for staging.
  private static func pattern(for name: String) -> String {
    let words = name.split(whereSeparator: isSeparator)
    if let last = words.last, words.count > 1, last.endIndex == name.endIndex,
      stagingWords.contains(last.lowercased()), !stagingWords.contains(words[0].lowercased())
    {
      return "*" + escaped(name[name.index(before: last.startIndex)...])
    }
    guard let first = words.first else { return escaped(name[...]) }
    if let digit = first.firstIndex(where: \.isNumber) {
      return digit == name.startIndex ? escaped(name[...]) : escaped(name[..<digit]) + "*"
    }
    guard first.endIndex < name.endIndex else { return escaped(name[...]) }
    return escaped(name[...first.endIndex]) + "*"
  }

  /// A dot in a pattern would divide dataset and table.
  private static func escaped(_ name: Substring) -> String {
    String(Glob.escaped(name).map { $0 == "." ? "?" : $0 })
  }

  private static func familyName(_ pattern: String, besides taken: Set<String>) -> String {
    let letters = pattern.filter { $0 != "*" && $0 != "\\" }
    let trimmed = letters.drop(while: isSeparator).reversed().drop(while: isSeparator).reversed()
    let name = trimmed.isEmpty ? FamilyPattern.unnamed : String(String(trimmed).prefix(40))
    if !taken.contains(name) { return name }
    var number = 2
    while taken.contains("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }
}
