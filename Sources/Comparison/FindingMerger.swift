import Platform
import Schema

/// Merges what the rules found in each variant into findings: one for each family, rule, column and from→to pair.
struct FindingMerger {
  private struct Key: Hashable {
    let family: Int
    let rule: RuleID
    /// The path as main's engine compares it.
    let column: String?
    /// In lower case, since names of fields in any case are one here.
    let main: String
    let staging: String
  }

  private struct Entry {
    var finding: Finding
    var variants: [Int]
    /// The first three by name.
    var examples: [Variant.Example]
    var shapes: Set<Int>
    /// Sample records of all these tables.
    var records: Int?
  }

  private let main: String
  private let names: NameFolding
  /// Paths in lower case that two columns of main share.
  private let shared: Set<String>
  private let families: [String]
  private var entries: [Key: Entry] = [:]

  init(main: Table, families: [String]) {
    self.main = main.name.description
    names = main.schema.engine.types.names
    shared = Self.shared(main.schema.columns)
    self.families = families
  }

  /// Adds what was found in one variant.
  mutating func add(_ differences: [Difference], of variant: Variant, number: Int, shape: Int?) {
    for difference in differences {
      let key = Key(
        family: variant.family, rule: difference.rule, column: difference.column.map(names.key),
        main: FindingID.text(difference.main), staging: FindingID.text(difference.staging))
      var entry =
        entries[key]
        ?? Entry(finding: finding(difference, key: key), variants: [], examples: [], shapes: [])
      entry.finding = Self.representative(entry.finding, difference)
      // A rule that finds a thing twice in one variant still finds it in the same tables.
      if entry.variants.last != number {
        entry.variants.append(number)
        entry.finding.tableCount += variant.tableCount
        Self.take(variant.examples, into: &entry.examples)
        if let shape { entry.shapes.insert(shape) }
        if let records = difference.records {
          entry.records = (entry.records ?? 0) + records * variant.tableCount
        }
      }
      entries[key] = entry
    }
  }

  /// With ten thousand findings in a hundred variants each, sorting all their names would take longer than all the rest.
  private static func take(_ examples: [Variant.Example], into taken: inout [Variant.Example]) {
    for example in examples {
      if taken.count == 3 {
        guard example.place < taken[2].place else { return }
        taken.removeLast()
      }
      taken.insert(example, at: taken.firstIndex { example.place < $0.place } ?? taken.count)
    }
  }

  private func finding(_ difference: Difference, key: Key) -> Finding {
    let family = families[key.family]
    let lower = difference.column?.lowercased() ?? ""
    let isSpelledExactly = shared.contains(lower)
    var finding = Finding(
      id: FindingID.of(
        table: main, family: family, rule: difference.rule,
        column: isSpelledExactly ? difference.column : lower, main: difference.main,
        staging: difference.staging),
      rule: difference.rule, severity: difference.severity, family: family, column: difference.column,
      position: difference.position, main: difference.main, staging: difference.staging, tableCount: 0,
      examples: [],
      shapes: [], effects: difference.effects, consequence: difference.consequence, hint: difference.hint)
    finding.isSpelledExactly = isSpelledExactly
    return finding
  }

  /// Paths in lower case that two columns of one list share, as engines allow that tell names apart by their case.
  private static func shared(_ columns: [Column], in parent: String = "") -> Set<String> {
    var (seen, shared): (Set<String>, Set<String>) = ([], [])
    for column in columns {
      let path = parent + column.name.lowercased()
      if !seen.insert(path).inserted { shared.insert(path) }
      if let fields = column.type.fields { shared.formUnion(Self.shared(fields, in: path + ".")) }
    }
    return shared
  }

  /// Of several variants' words for one finding the same ones, whichever comes first: the worst severity and effect with its
  /// consequence, and of spellings and hints the first in byte order.
  private static func representative(_ finding: Finding, _ difference: Difference) -> Finding {
    var finding = finding
    let (known, other) = (finding.effects.worstOfBoth, difference.effects.worstOfBoth)
    if difference.severity > finding.severity
      || difference.severity == finding.severity
        && (other > known || other == known && difference.consequence < finding.consequence)
    {
      finding.severity = difference.severity
      finding.consequence = difference.consequence
    }
    finding.effects = finding.effects.worst(difference.effects)
    if let column = difference.column, let known = finding.column, precedes(column, known) {
      finding.column = column
    }
    if let side = difference.staging, let known = finding.staging, precedes(side.type, known.type) {
      finding.staging = side
    }
    switch (finding.hint, difference.hint) {
    case (let known?, let other?): finding.hint = precedes(other, known) ? other : known
    case (nil, _?), (_, nil): finding.hint = finding.hint ?? difference.hint
    }
    return finding
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Gives columns of staging that differ in their spelling alone an id each.
  private mutating func tellApart() {
    var known: [String: [Key]] = [:]
    for (key, entry) in entries { known[entry.finding.id, default: []].append(key) }
    for keys in known.values where keys.count > 1 {
      for key in keys {
        guard var finding = entries[key]?.finding, finding.column != nil else { continue }
        finding.isSpelledExactly = true
        finding.id = FindingID.of(
          table: main, family: finding.family, rule: finding.rule, column: finding.column,
          main: finding.main, staging: finding.staging)
        entries[key]?.finding = finding
      }
    }
  }

  /// The findings in their order, and for each variant the indices of its findings.
  mutating func merged(variantCount: Int) -> (findings: [Finding], byVariant: [[Int]]) {
    tellApart()
    let sorted = entries.values.sorted { Self.comesBefore($0.finding, $1.finding, families) }
    var byVariant = [[Int]](repeating: [], count: variantCount)
    var findings: [Finding] = []
    findings.reserveCapacity(sorted.count)
    for (number, entry) in sorted.enumerated() {
      var finding = entry.finding
      finding.examples = entry.examples.map(\.name.description)
      finding.shapes = entry.shapes.sorted()
      finding.records = entry.records
      findings.append(finding)
      for variant in entry.variants { byVariant[variant].append(number) }
    }
    return (findings, byVariant)
  }

  /// Main's column order first, then columns that main lacks by name, then what concerns no column; then rule, from, to
  /// and family.
  private static func comesBefore(_ one: Finding, _ other: Finding, _ families: [String]) -> Bool {
    let (left, right) = (one.position ?? .max, other.position ?? .max)
    if left != right { return left < right }
    if (one.column == nil) != (other.column == nil) { return other.column == nil }
    for (left, right) in [
      (one.column?.lowercased() ?? "", other.column?.lowercased() ?? ""),
      (one.rule.rawValue, other.rule.rawValue),
      (FindingID.text(one.main), FindingID.text(other.main)),
      (FindingID.text(one.staging), FindingID.text(other.staging)),
      (one.family, other.family),
    ] where left != right {
      return precedes(left, right)
    }
    return precedes(one.id, other.id)
  }
}
