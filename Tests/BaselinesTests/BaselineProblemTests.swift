@testable import Baselines
@testable import Comparison
@testable import Schema
@testable import TestSupport
import Testing

@Suite("Mistakes in the baseline") struct BaselineProblemTests {
  private func problems(_ text: String) -> [String] {
    let (baseline, problems) = Baseline.load(
      bytes: Array(text.utf8), file: "b.json", knownRules: ["extra-column", "missing-column", "type-changed"])
    #expect((baseline == nil) == problems.contains { $0.severity == .error })
    return problems.map(\.printed)
  }

  /// A baseline whose one entry is a complete one with a line more, or a line changed.
  private func entry(_ line: String, without left: String = "") -> String {
    let lines = ["rule": "missing-column", "table": "t", "family": "staging", "reason": "r"]
      .filter { $0.key != left }.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": \"\($0.value)\"" }
    return "{\"version\": 1, \"accepted\": [\n{\n"
      + (lines + [line].filter { !$0.isEmpty }).joined(separator: ",\n") + "\n}\n]}"
  }

  @Test(
    "Each mistake of an entry is shown by its place",
    arguments: [
      ("  \"ownr\": \"x\"", "", "7:3: error: unknown key 'ownr' (nearest: owner)."),
      (
        "  \"a\\\"b\": \"x\"", "",
        "7:3: error: unknown key 'a\"b'. Known: caseSensitive, column, expires, family, main, owner, reason, rule, staging, table."
      ),
      ("  \"a/b\": 1", "", "2:1: error: unknown key 'a/b'. Known: caseSensitive, column,"),
      ("", "reason", "2:1: error: 'reason' is missing."),
      ("", "table", "2:1: error: 'table' is missing."),
      ("  \"reason\": \"  \"", "reason", "6:13: error: 'reason' must not be empty."),
      ("  \"reason\": 5", "reason", "6:13: error: 'reason' must be a string, not a number."),
      (
        "  \"rule\": \"mising-column\"", "rule",
        "6:11: error: unknown rule 'mising-column' (nearest: missing-column)."
      ),
      (
        "  \"expires\": \"2026-02-30\"", "",
        "7:14: error: '2026-02-30' is no day of the calendar. Write it as YYYY-MM-DD."
      ),
      (
        "  \"expires\": \"soon\"", "",
        "7:14: error: 'soon' is no day of the calendar. Write it as YYYY-MM-DD."
      ),
      ("  \"expires\": true", "", "7:14: error: 'expires' must be a string or null, not a boolean."),
      ("  \"column\": [\"a\"]", "", "7:13: error: 'column' must be a string or null, not an array."),
      ("  \"main\": {}", "", "7:11: error: 'main' must be a string or null, not an object."),
    ])
  func entryMistakes(line: String, left: String, expected: String) {
    let problems = problems(entry(line, without: left))
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("b.json:" + expected), "\(problems)")
  }

  @Test(
    "Each mistake of the file is shown by its place",
    arguments: [
      ("[]", "1:1: error: a baseline must be an object, not an array."),
      (
        "{\"version\": 2,\n \"accepted\": [], \"new\": 1}",
        "1:13: error: unknown version of the baseline: this driftaudit knows version 1."
      ),
      (
        "{\"version\": \"1\", \"accepted\": []}",
        "1:13: error: unknown version of the baseline: this driftaudit knows version 1."
      ),
      ("{\"accepted\": []}", "1:1: error: 'version' is missing."),
      ("{\"version\": 1}", "1:1: error: 'accepted' is missing."),
      (
        "{\"version\": 1,\n\"accepted\": {}}",
        "2:13: error: 'accepted' must be an array, not an object."
      ),
      ("{\"version\": 1, \"accepted\": [\"x\"]}", "1:29: error: an entry must be an object, not a string."),
      (
        "{\"version\": 1, \"acepted\": [], \"accepted\": []}",
        "1:16: error: unknown key 'acepted' (nearest: accepted)."
      ),
      (
        "{\"version\": 1,\n<<<<<<< HEAD\n\"accepted\": []\n=======\n>>>>>>> b\n}",
        "2:1: error: there are merge conflict markers: keep the entries of both sides and remove the markers."
      ),
    ])
  func fileMistakes(text: String, expected: String) {
    #expect(problems(text) == ["b.json:" + expected])
  }

  @Test(
    "What is no JSON is an error of the file",
    arguments: ["", "{", "{\"version\": 1,, }", "nothing", "{\"version\": 1}\u{0}"])
  func syntax(text: String) {
    let problems = problems(text)
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("b.json:1:"))
  }

  @Test("Invalid UTF-8 is an error of the file")
  func invalidUTF8() {
    let (baseline, problems) = Baseline.load(
      bytes: Array("{\"version\": 1, \"accepted\": [\"".utf8) + [0xFF] + Array("\"]}".utf8), file: "b.json",
      knownRules: [])
    #expect(baseline == nil)
    #expect(problems.count == 1)
  }

  @Test("The same drift accepted twice is a warning, as after a merge of two branches")
  func repeatedEntry() {
    let entry = "{\"rule\": \"type-changed\", \"table\": \"t\", \"family\": \"s\", \"reason\": \"r\"}"
    #expect(
      problems("{\"version\": 1, \"accepted\": [\n\(entry),\n\(entry)]}")
        == ["b.json:3:1: warning: line 2 accepts the same finding: the entry that lasts longest counts."])
  }

  @Test("All mistakes are reported, but not thousands")
  func allMistakes() {
    let entries = Array(repeating: "{\"rule\": \"x\"}", count: 200).joined(separator: ",\n")
    let all = problems("{\"version\": 1, \"accepted\": [\n\(entries)\n]}")
    #expect(all.count == 101)
    #expect(all[0...3].allSatisfy { $0.hasPrefix("b.json:2:") })
    #expect(all.last == "b.json: error: 700 more are not listed.")
  }

  @Test("JSON that is nested without end is a problem and no crash", arguments: ["{\"a\":", "[", "[{\"a\":"])
  func nestedJSON(opening: String) throws {
    let text = String(repeating: opening, count: 100_000)
    let (baseline, problems) = Baseline.load(bytes: Array(text.utf8), file: "b.json", knownRules: Rules.names)
    #expect(baseline == nil && problems.count == 1)
  }
}
