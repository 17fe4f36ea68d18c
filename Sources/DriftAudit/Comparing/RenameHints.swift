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

  /// Looks for pairs among columns of one list that one side lacks; only columns of the same type pair up, each with one
  /// other at most, the most alike first.
  init(missing: [Column], extra: [Column]) {
    guard !missing.isEmpty, !extra.isEmpty else { return }
    let extraByType = Dictionary(grouping: extra, by: \.type)
    var candidates: [(likeness: Int, missing: Column, extra: Column)] = []
    for (type, columns) in Dictionary(grouping: missing, by: \.type) {
      guard let others = extraByType[type], columns.count <= Self.most, others.count <= Self.most else {
        continue
      }
      for column in columns {
        for other in others {
          let likeness = Self.likeness(column.foldedName, other.foldedName)
          if likeness >= 60 { candidates.append((likeness, column, other)) }
        }
      }
    }
    candidates.sort { left, right in
      if left.likeness != right.likeness { return left.likeness > right.likeness }
      return (left.missing.foldedName, left.extra.foldedName) < (
        right.missing.foldedName, right.extra.foldedName
      )
    }
    for (_, column, other) in candidates
    where ofMissing[column.foldedName] == nil && ofExtra[other.foldedName] == nil {
      ofMissing[column.foldedName] = "perhaps renamed: staging has \(quoted(other)) of the same type"
      ofExtra[other.foldedName] = "perhaps renamed: main has \(quoted(column)) of the same type"
    }
  }

  private func quoted(_ column: Column) -> String { "'\(column.name.clipped(to: 60))'" }

  /// From 0 to 100: how many letters two names share at their places, or how many of their words.
  static func likeness(_ one: String, _ other: String) -> Int {
    let (left, right) = (Array(one.utf8), Array(other.utf8))
    let longest = max(left.count, right.count)
    guard longest > 0, longest <= 300 else { return 0 }
    let letters = 100 - NearestName.editDistance(left, right) * 100 / longest
    let (words, others) = (Self.words(one), Self.words(other))
    let shared = words.intersection(others).count * 200 / max(words.count + others.count, 1)
    // One shared word of two says little: `home_id` is not `home_city`.
    return max(letters, shared >= 66 ? shared : 0)
  }

  private static func words(_ name: String) -> Set<Substring> { Set(name.split(separator: "_")) }
}
