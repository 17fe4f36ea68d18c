import Comparison
import JSONInput
import Schema
import Text

extension Baseline {
  /// Reads a baseline.
  ///
  /// - Returns: The baseline, or nil where the file has errors; and everything that is wrong with it, up to a hundred.
  package static func load(bytes: [UInt8], file: String, knownRules: [String]) -> (Baseline?, [Problem]) {
    PlacedReader.read(bytes: bytes, file: file) { $0.baseline(knownRules: knownRules) }
  }
}

extension PlacedReader {
  private static var entryKeys: [String] {
    ["caseSensitive", "column", "expires", "family", "main", "owner", "reason", "rule", "staging", "table"]
  }

  fileprivate mutating func baseline(knownRules: [String]) -> Baseline? {
    guard let root = root("a baseline") else { return nil }
    if root["version"] == nil {
      report("", "'version' is missing.")
    } else if !isVersion(1, at: "version", of: root, "the baseline") {
      return nil
    }
    refuseUnknownKeys(of: root, known: ["accepted", "version"], silent: ["$schema"])
    guard let accepted = array("accepted", of: root) else { return nil }
    var entries: [BaselineEntry] = []
    var lines: [AcceptedDrift: String] = [:]
    for (value, path) in accepted {
      guard let object = object(value, path, "an entry"), let entry = entry(object, knownRules) else {
        continue
      }
      if let first = lines.updateValue(path, forKey: entry.drift) {
        report(
          path,
          "line \(json.place(of: first).line) accepts the same finding: the entry that lasts longest counts.",
          severity: .warning)
      }
      entries.append(entry)
    }
    return Baseline(entries, schema: root["$schema"]?.string)
  }

  private mutating func entry(_ object: Object, _ knownRules: [String]) -> BaselineEntry? {
    refuseUnknownKeys(of: object, known: Self.entryKeys)
    let rule = filledText("rule", of: object)
    if let rule, !knownRules.contains(rule) {
      report("\(object.path)/rule", Suggestion.unknown("rule", rule, known: knownRules))
    }
    let table = filledText("table", of: object)
    let family = filledText("family", of: object)
    let reason = filledText("reason", of: object)
    let column = optionalText("column", of: object)
    let isSpelledExactly = optionalTruth("caseSensitive", of: object)
    let main = optionalText("main", of: object)
    let staging = optionalText("staging", of: object)
    let owner = optionalText("owner", of: object)
    let expires = optionalDay("expires", of: object)
    guard let rule, let table, let family, let reason else { return nil }
    return BaselineEntry(
      rule: RuleID(rawValue: rule), table: table, family: family, column: column,
      isSpelledExactly: isSpelledExactly ?? false, main: main, staging: staging,
      acceptance: Finding.Acceptance(reason: reason, expires: expires, owner: owner))
  }
}
