import Schema
import Text

/// Finds missing and extra columns that look like one column under two names.
///
/// Both findings stay: only a person can tell a rename from a coincidence.
struct RenameHints {
  /// For a missing column, by its name in lower case: what to say.
  private(set) var ofMissing: [String: String] = [:]
  /// For an extra column, by its name in lower case: what to say.
  private(set) var ofExtra: [String: String] = [:]

  /// More columns of one type on one side than this are not compared with one another.
  private static let most = 200

  /// How many pairs of letters are compared for one list of columns: a few milliseconds' worth.
  private static let mostLetters = 1_000_000

  /// Looks for pairs among columns of one list that one side lacks; only columns of the same type pair up, each with one
  /// other at most, the most alike first.
  init(missing: [Column], extra: [Column]) {
    guard !missing.isEmpty, !extra.isEmpty else { return }
    var candidates = Self.candidates(missing, extra)
    candidates.sort { left, right in
      if left.likeness != right.likeness { return left.likeness > right.likeness }
      return (left.missing.folded, left.extra.folded) < (right.missing.folded, right.extra.folded)
    }
    for (_, column, other) in candidates
    where ofMissing[column.folded] == nil && ofExtra[other.folded] == nil {
      ofMissing[column.folded] = "perhaps renamed: staging has \(other.quoted) of the same type"
      ofExtra[other.folded] = "perhaps renamed: main has \(column.quoted) of the same type"
    }
  }

  private typealias Candidate = (likeness: Int, missing: Name, extra: Name)

  private static func candidates(_ missing: [Column], _ extra: [Column]) -> [Candidate] {
    // The types' texts, since what an export tells of a STRUCT's fields besides makes no other type.
    let extraByType = Dictionary(grouping: extra) { $0.type.text.lowercased() }
    let missingByType = Dictionary(grouping: missing) { $0.type.text.lowercased() }
    var letters = 0
    var candidates: [Candidate] = []
    for (type, columns) in missingByType.sorted(by: { $0.key < $1.key }) {
      guard let others = extraByType[type], columns.count <= most, others.count <= most else { continue }
      let (names, otherNames) = (columns.compactMap(Name.init), others.compactMap(Name.init))
      for name in names {
        for other in otherNames where name.mayResemble(other) {
          letters += name.letters.count * other.letters.count
          guard letters <= mostLetters else { return candidates }
          let likeness = name.likeness(to: other)
          if likeness >= 60 { candidates.append((likeness, name, other)) }
        }
      }
    }
    return candidates
  }

  /// A column's name, taken apart once.
  struct Name {
    let folded: String
    let lower: String
    let letters: [UInt8]
    /// How a message quotes it.
    let quoted: String
    private let words: Set<Substring>
    /// The name with each number replaced by a `0`: `points_last_5` and `points_last_10` are two columns and no rename.
    private let withoutNumbers: [UInt8]
    /// How often each letter occurs.
    private let histogram: [UInt8: Int]

    /// Nil for a name that is longer than BigQuery takes.
    init?(_ column: Column) {
      folded = column.foldedName
      let lower = column.name.lowercased()
      letters = Array(lower.utf8)
      guard 1...300 ~= letters.count else { return nil }
      quoted = "'\(column.name.clipped(to: 60))'"
      self.lower = lower
      words = Set(lower.split(separator: "_"))
      histogram = letters.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
      withoutNumbers = letters.reduce(into: []) { name, letter in
        if !digits.contains(letter) {
          name.append(letter)
        } else if name.last != digits.lowerBound {
          name.append(digits.lowerBound)
        }
      }
    }

    /// Whether the names can be alike at all: what can be told without looking where the letters stand.
    func mayResemble(_ other: Name) -> Bool {
      guard withoutNumbers != other.withoutNumbers else { return false }
      let shared = histogram.reduce(0) { $0 + min($1.value, other.histogram[$1.key] ?? 0) }
      return shared * 100 >= max(letters.count, other.letters.count) * 55
    }

    /// From 0 to 100: how many letters two names share at their places, or how many of their words.
    ///
    /// Words that stand first or last in both say little: `home_id` is not `home_city`.
    func likeness(to other: Name) -> Int {
      let common = words.intersection(other.words).count
      let ofWords = common * 200 / max(words.count + other.words.count, 1)
      if common == min(words.count, other.words.count), ofWords >= 66 { return ofWords }
      let (rest, otherRest) = Self.withoutSharedEnds(lower, other.lower)
      return Self.lettersAlike(rest, otherRest) >= 60 ? Self.lettersAlike(letters, other.letters) : 0
    }

    private static func lettersAlike(_ one: [UInt8], _ other: [UInt8]) -> Int {
      100 - NearestName.editDistance(one, other) * 100 / max(one.count, other.count, 1)
    }

    private static func withoutSharedEnds(_ one: String, _ other: String) -> ([UInt8], [UInt8]) {
      var (left, right) = (one.split(separator: "_")[...], other.split(separator: "_")[...])
      while let word = left.first, word == right.first {
        (left, right) = (left.dropFirst(), right.dropFirst())
      }
      while let word = left.last, word == right.last { (left, right) = (left.dropLast(), right.dropLast()) }
      return (Array(left.joined(separator: "_").utf8), Array(right.joined(separator: "_").utf8))
    }
  }
}
