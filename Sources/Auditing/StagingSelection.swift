import Schema
import Settings
import Text

/// The staging tables of one audit, by family.
package struct StagingSelection: Sendable {
  /// A family with its tables.
  package struct Family: Hashable, Sendable {
    /// The family's name.
    package var name: String
    /// Indices into the tables that the selection was made from, ascending.
    package var tables: [Int]
  }

  /// The families in the configuration's order, those without tables included.
  package private(set) var families: [Family]
  /// The tables that `excluding` and `views` left out, ascending.
  package private(set) var excluded: [Int] = []
  private let viewCount: Int
  /// Patterns that match nothing. An error where no table matched at all, else warnings.
  package private(set) var problems: [Problem] = []

  /// Picks the staging tables. A table belongs to the first family in order where a pattern fits.
  ///
  /// - Parameters:
  ///   - tables: All tables of the inputs; the caller's order is kept.
  ///   - main: Main's index; nil where main comes from a file of its own.
  ///   - otherMains: The mains of the run's other audits: without patterns they are no staging tables.
  ///   - excluding: What is no staging table whatever the families say.
  ///   - views: Views and external tables, which are no staging tables.
  ///   - patterns: The families; none takes every table other than main into the family `staging`.
  ///   - inputs: What the user named as inputs, for messages: `exports/`.
  ///   - tableCount: How many tables there are, where some are counted and not named.
  ///   - allowsNone: Whether it is in order that no table matches; nothing is then said of patterns.
  ///   - isReadInFull: Whether everything could be read; what could not is then no reason to allow that there is none.
  ///   - place: Where the audit is configured; nil for the command line.
  package init(
    from tables: [TableName], main: Int?, otherMains: Set<Int> = [], excluding: [TablePattern] = [],
    views: Set<Int> = [],
    patterns: [FamilyPattern], inputs: String, tableCount: Int? = nil,
    allowsNone: Bool = false, isReadInFull: Bool = true, place: SourcePlace? = nil
  ) {
    let wayOut = isReadInFull ? Self.wayOut : ""
    let others = tables.indices.filter { $0 != main }
    viewCount = others.count { views.contains($0) }
    let isLeftOut = others.map { index in
      views.contains(index) || excluding.contains { $0.matches(tables[index]) }
    }
    excluded = zip(others, isLeftOut).filter(\.1).map(\.0)
    let candidates = zip(others, isLeftOut).filter { !$0.1 }.map(\.0)
    guard !patterns.isEmpty else {
      let taken = candidates.filter { !otherMains.contains($0) }
      families = [Family(name: FamilyPattern.unnamed, tables: taken)]
      if taken.isEmpty, !allowsNone {
        let what = tables.isEmpty ? "no table" : "no table other than main"
        problems.append(
          Problem(at: place, "there is \(what) in \(inputs.clipped())\(leftOut).\(wayOut)"))
      }
      return
    }
    var hits = patterns.map { $0.patterns.map { _ in false } }
    families = patterns.map { Family(name: $0.name, tables: []) }
    for index in candidates {
      if let (family, pattern) = Self.first(of: patterns, matching: tables[index]) {
        families[family].tables.append(index)
        hits[family][pattern] = true
      }
    }
    guard !allowsNone else { return }
    let names = candidates.lazy.map { tables[$0] }
    let among = "among \(Count.of(tableCount ?? tables.count, "table")) in \(inputs.clipped())\(leftOut)"
    if families.allSatisfy(\.tables.isEmpty) {
      problems.append(Self.nothing(patterns, among: among, of: names, wayOut: wayOut, place: place))
      return
    }
    for (family, hits) in zip(patterns, hits) {
      for (pattern, hit) in zip(family.patterns, hits) where !hit {
        problems.append(Self.unused(pattern, of: family.name, among: among, in: names))
      }
    }
  }

  /// What to say of tables that are left out, where there is none to compare.
  private var leftOut: String {
    let counts = [(excluded.count - viewCount, "excluded"), (viewCount, "no table but a view, or external")]
    let parts = counts.filter { $0.0 > 0 }.map { count, what in
      "\(Count.of(count, "table")) \(count == 1 ? "is" : "are") \(what)"
    }
    return parts.isEmpty ? "" : ", of which " + parts.joined(separator: " and ")
  }

  /// Whether the families would take a table of that name, were it among the tables.
  static func picks(_ name: TableName, patterns: [FamilyPattern], excluding: [TablePattern]) -> Bool {
    !excluding.contains { $0.matches(name) }
      && (patterns.isEmpty || first(of: patterns, matching: name) != nil)
  }

  private static let wayOut = " Use --allow-no-staging if that is right."

  /// The family that takes a table of that name, and its pattern: indices of the first that fits.
  static func first(of patterns: [FamilyPattern], matching name: TableName) -> (Int, Int)? {
    for (family, patterns) in patterns.enumerated() {
      if let pattern = patterns.patterns.firstIndex(where: { $0.matches(name) }) { return (family, pattern) }
    }
    return nil
  }

  private static func nothing(
    _ families: [FamilyPattern], among: String, of tables: some Sequence<TableName>, wayOut: String,
    place: SourcePlace?
  ) -> Problem {
    let patterns = families.flatMap(\.patterns)
    let hint = patterns.first.map { self.hint(for: $0, among: tables) } ?? ""
    let texts = Counted.alternatives(patterns.map(\.text))
    return Problem(
      at: patterns.first?.place ?? place, "no staging table matches \(texts) \(among)\(hint).\(wayOut)")
  }

  /// A pattern without a table that is its own: it matches nothing, or families before it took everything.
  private static func unused(
    _ pattern: TablePattern, of family: String, among: String, in tables: some Sequence<TableName>
  ) -> Problem {
    let text = "'\(pattern.text.clipped())' of family '\(family.clipped())'"
    if tables.contains(where: { pattern.matches($0) }) {
      return Problem(
        .warning, at: pattern.place, "patterns before it take every table that \(text) matches: put it first."
      )
    }
    let hint = self.hint(for: pattern, among: tables)
    return Problem(.warning, at: pattern.place, "no staging table matches \(text) \(among)\(hint).")
  }

  private static func hint(for pattern: TablePattern, among tables: some Sequence<TableName>) -> String {
    let groups = TableGroups(
      of: tables, wanted: TablePattern.standardised(pattern.text), scope: pattern.scope)
    if let nearest = groups.nearest { return " (nearest: \(nearest.text))" }
    return groups.largest.map { " (most tables: \($0.text))" } ?? ""
  }

  /// The tables that several audits claim: their drift would be reported against two mains.
  ///
  /// - Parameter audits: Each audit's main, for messages, with its selection from `tables`.
  package static func conflicts(
    among audits: [(main: String, selection: StagingSelection)], tables: [TableName]
  ) -> [Problem] {
    struct Claim: Hashable {
      let first: Int
      let second: Int
    }
    var owner = [Int32](repeating: -1, count: tables.count)
    var claims: [Claim: (count: Int, example: TableName)] = [:]
    for (number, audit) in audits.enumerated() {
      for index in audit.selection.families.lazy.flatMap(\.tables) {
        guard owner[index] >= 0 else {
          owner[index] = Int32(number)
          continue
        }
        let claim = Claim(first: Int(owner[index]), second: number)
        let known = claims[claim]
        let example = known.map { min($0.example, tables[index]) } ?? tables[index]
        claims[claim] = ((known?.count ?? 0) + 1, example)
      }
    }
    let sorted = claims.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }
    return sorted.map { claim, found in
      let mains = "'\(audits[claim.first].main.clipped())' and '\(audits[claim.second].main.clipped())'"
      let example = "'\(found.example.description.clipped())'"
      let what =
        found.count == 1
        ? "the table \(example) is a staging table"
        : "\(Count.of(found.count, "table")) such as \(example) are staging tables"
      return Problem(
        at: nil, "\(what) of both \(mains). Give each audit patterns of its own under 'staging'.")
    }
  }
}
