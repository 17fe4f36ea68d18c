import Comparison
import JSONInput
import Schema
import Text
import CSimdjson

extension Baseline {
  /// Reads a baseline.
  ///
  /// - Returns: The baseline, or nil where the file has errors; and everything that is wrong with it, up to a hundred.
  package static func load(bytes: [UInt8], file: String, knownRules: [String]) -> (Baseline?, [Problem]) {
    do throws(PlacedJSON.Failure) {
      var reader = BaselineReader(json: try PlacedJSON(bytes: bytes, file: file), knownRules: knownRules)
      let baseline = reader.baseline()
      let problems = reader.allProblems
      return (problems.contains { $0.severity == .error } ? nil : baseline, problems)
    } catch {
      return (nil, [error.problem])
    }
  }
}

/// Reads a baseline's entries and gathers everything that is wrong with them.
private struct BaselineReader {
  /// Each place costs a walk through the file.
  private static let mostProblems = 100
  private static let keys = [
    "column", "expires", "family", "main", "owner", "reason", "rule", "staging", "table",
  ]

  let json: PlacedJSON
  let knownRules: [String]
  private var problems: [Problem] = []
  private var unlisted = 0

  init(json: PlacedJSON, knownRules: [String]) {
    self.json = json
    self.knownRules = knownRules
  }

  private mutating func report(
    _ path: String, atKey: Bool = false, _ message: String, severity: Severity = .error
  ) {
    guard problems.count < Self.mostProblems else {
      unlisted += 1
      return
    }
    let place = atKey ? json.placeOfKey(path) : json.place(of: path)
    problems.append(Problem(severity, at: place, message))
  }

  /// Everything that is wrong, and how much of it is not listed.
  var allProblems: [Problem] {
    let rest =
      unlisted == 0 ? [] : [Problem(file: json.file, "\(Count.grouped(unlisted)) more are not listed.")]
    return problems.sorted() + rest
  }

  mutating func baseline() -> Baseline? {
    guard json.root.kind == CSJ_OBJECT else {
      report("", "a baseline must be an object with 'version' and 'accepted', not \(json.root.kindText).")
      return nil
    }
    var accepted: csj_slot?
    var schema: String?
    var hasVersion = false
    for (key, value) in json.members(of: json.root) {
      switch key {
      case "version":
        hasVersion = true
        guard value.kind == CSJ_INTEGER, value.integer == 1 else {
          report("/version", "unknown version of the baseline: this driftaudit knows version 1.")
          return nil
        }
      case "accepted": accepted = value
      case "$schema": schema = json.text(value)
      default: report("/" + key, atKey: true, Suggestion.unknown("key", key, known: ["accepted", "version"]))
      }
    }
    if !hasVersion { report("", "the baseline has no 'version'.") }
    guard let accepted else {
      report("", "the baseline has no 'accepted'.")
      return nil
    }
    guard accepted.kind == CSJ_ARRAY else {
      report("/accepted", "'accepted' must be a list of entries, not \(accepted.kindText).")
      return nil
    }
    return Baseline(entries(json.elements(of: accepted)), schema: schema)
  }

  private mutating func entries(_ elements: [csj_slot]) -> [BaselineEntry] {
    var entries: [BaselineEntry] = []
    var places: [AcceptedDrift: Int] = [:]
    for (index, element) in elements.enumerated() {
      let path = "/accepted/\(index)"
      guard element.kind == CSJ_OBJECT else {
        report(path, "an entry must be an object, not \(element.kindText).")
        continue
      }
      guard let entry = entry(element, path) else { continue }
      if let first = places.updateValue(index, forKey: entry.drift) {
        let line = json.place(of: "/accepted/\(first)").line
        report(
          path, "line \(line) accepts the same finding: the entry that lasts longest counts.",
          severity: .warning)
      }
      entries.append(entry)
    }
    return entries
  }

  private mutating func entry(_ object: csj_slot, _ path: String) -> BaselineEntry? {
    var values: [String: csj_slot] = [:]
    for (key, value) in json.members(of: object) {
      if Self.keys.contains(key) {
        values[key] = value
      } else {
        report("\(path)/\(key)", atKey: true, Suggestion.unknown("key", key, known: Self.keys))
      }
    }
    let rule = required("rule", values, path)
    if let rule, !knownRules.contains(rule) {
      report(path + "/rule", Suggestion.unknown("rule", rule, known: knownRules))
    }
    let table = required("table", values, path)
    let family = required("family", values, path)
    let reason = required("reason", values, path)
    let column = optional("column", values, path)
    let main = optional("main", values, path)
    let staging = optional("staging", values, path)
    let owner = optional("owner", values, path)
    let expires = optional("expires", values, path)
    if let expires, CalendarDay(expires) == nil {
      report(path + "/expires", "'\(expires.clipped())' is no day of the calendar. Write it as YYYY-MM-DD.")
    }
    guard let rule, let table, let family, let reason else { return nil }
    return BaselineEntry(
      rule: RuleID(rawValue: rule), table: table, family: family, column: column, main: main,
      staging: staging,
      acceptance: Finding.Acceptance(reason: reason, expires: expires, owner: owner))
  }

  private mutating func required(_ key: String, _ values: [String: csj_slot], _ path: String) -> String? {
    guard let value = values[key] else {
      report(path, "the entry has no '\(key)'.")
      return nil
    }
    guard let text = json.text(value) else {
      report("\(path)/\(key)", "'\(key)' must be a text, not \(value.kindText).")
      return nil
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      report("\(path)/\(key)", "'\(key)' must not be empty.")
      return nil
    }
    return text
  }

  private mutating func optional(_ key: String, _ values: [String: csj_slot], _ path: String) -> String? {
    guard let value = values[key], value.kind != CSJ_NULL else { return nil }
    if let text = json.text(value) { return text }
    report("\(path)/\(key)", "'\(key)' must be a text or null, not \(value.kindText).")
    return nil
  }
}
