import Schema
import Settings
import Text

/// Patterns that would have matched: what a user may have meant by one that matches nothing.
///
/// Names of tables come by the million and differ in dates, numbers and hashes. So they are grouped by how they begin
/// (up to the first digit) and by how they end, and the wanted pattern is held against the groups.
package struct TableGroups {
  /// How many groups are held against the wanted pattern letter by letter.
  private static let finalistCount = 200
  /// Names are cut here before they are compared.
  private static let longestName = 400

  /// A pattern with the number of tables that it matches.
  struct Group: Hashable {
    var pattern: String
    var tables: Int

    /// `'_staging_*', 1,665 tables`.
    var text: String { "'\(pattern.clipped())', \(Count.of(tables, "table"))" }
  }

  /// The group whose pattern is nearest to `wanted`.
  private(set) var nearest: Group?
  /// The group with most tables, of equal ones the most precise; nil where no two tables have a name in common.
  private(set) var largest: Group?

  init(of names: some Sequence<TableName>, wanted: String, scope: TablePattern.Scope) {
    let kind = Kind(wanted)
    var counts: [String: Int] = [:]
    for name in names {
      let text = scope.text(of: name)
      guard text.utf8.count <= Self.longestName else { continue }
      for group in kind.groups(of: text) { counts[group, default: 0] += 1 }
    }
    let near = Self.finalists(wanted, among: counts.keys)
    if let pattern = NearestName.find(wanted.clipped(to: Self.longestName), among: near) {
      nearest = Group(pattern: pattern, tables: counts[pattern] ?? 0)
    }
    let best = counts.max { left, right in
      if left.value != right.value { return left.value < right.value }
      let (leftLength, rightLength) = (left.key.utf8.count, right.key.utf8.count)
      if leftLength != rightLength { return leftLength < rightLength }
      return right.key.utf8.lexicographicallyPrecedes(left.key.utf8)
    }
    if let best, best.value > 1 { largest = Group(pattern: best.key, tables: best.value) }
  }

  /// What a pattern leaves open decides what can be put beside it.
  private enum Kind {
    case whole
    case beginning
    case end
    case word

    init(_ wanted: String) {
      switch (wanted.hasPrefix("*"), wanted.contains("*")) {
      case (true, _): self = wanted.dropFirst().contains("*") ? .word : .end
      case (false, true): self = .beginning
      case (false, false): self = .whole
      }
    }

    /// The patterns under which a name is counted, each once.
    func groups(of name: String) -> [String] {
      switch self {
      case .whole: return [Glob.escaped(name)]
      case .beginning: return Self.beginnings(of: name).map { Glob.escaped($0) + "*" }
      case .end:
        return name.indices.dropFirst().filter { Self.isSeparator(name[$0]) }.prefix(8)
          .map { "*" + Glob.escaped(name[$0...]) }
      case .word:
        let words = name.split(whereSeparator: Self.isSeparator).filter { !$0.contains(where: \.isNumber) }
        return Set(words.prefix(8)).map { "*\(Glob.escaped($0))*" }
      }
    }

    /// The name up to each separator before the first digit, and up to that digit.
    private static func beginnings(of name: String) -> [Substring] {
      var beginnings: [Substring] = []
      let words = name.firstIndex(where: \.isNumber).map { name[..<$0] } ?? name[...]
      for index in words.indices where isSeparator(words[index]) && beginnings.count < 8 {
        beginnings.append(words[...index])
      }
      if words.endIndex != name.endIndex, !words.isEmpty, beginnings.last != words {
        beginnings.append(words)
      }
      return beginnings
    }

    private static func isSeparator(_ letter: Character) -> Bool {
      letter == "_" || letter == "-" || letter == "."
    }
  }

  /// The candidates that have most letters at both ends in common with `wanted`: a million edit distances would take
  /// minutes, and a slip of the finger leaves both ends as they are.
  package static func finalists(_ wanted: String, among candidates: some Collection<String>) -> [String] {
    guard candidates.count > finalistCount else { return Array(candidates) }
    let letters = Array(wanted.lowercased().utf8)
    var byScore: [Int: [String]] = [:]
    for candidate in candidates {
      let score = common(letters, Array(candidate.lowercased().utf8))
      byScore[score, default: []].append(candidate)
    }
    var chosen: [String] = []
    for (_, candidates) in byScore.sorted(by: { $0.key > $1.key }) where chosen.count < finalistCount {
      let sorted = candidates.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      chosen += sorted.prefix(finalistCount - chosen.count)
    }
    return chosen
  }

  private static func common(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let shorter = min(left.count, right.count)
    var start = 0
    while start < shorter, left[start] == right[start] { start += 1 }
    var end = 0
    while end < shorter - start, left[left.count - 1 - end] == right[right.count - 1 - end] { end += 1 }
    // Of equally matching ones those of a length near to the wanted one.
    return 2 * (start + end) - abs(left.count - right.count)
  }
}

/// Numbers with their noun.
package enum Counted {
  /// `'a'`, `'a' or 'b'`, `'a', 'b' or 7 others`.
  package static func alternatives(_ texts: [String], shown: Int = 3) -> String {
    let quoted = texts.prefix(shown).map { "'\($0.clipped())'" }
    let rest = texts.count - quoted.count
    let last = rest > 0 ? Count.of(rest, "other") : quoted.last ?? ""
    let first = rest > 0 ? quoted : quoted.dropLast()
    return first.isEmpty ? last : first.joined(separator: ", ") + " or " + last
  }
}
