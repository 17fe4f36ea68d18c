@testable import Schema
@testable import TestSupport
import Testing

@Suite("Mistakes in the configuration") struct ConfigurationProblemTests {
  @Test(
    "Each mistake is shown by its place with what was meant",
    arguments: [
      ("stagging: a_*", "1:1: error: unknown key 'stagging' (nearest: staging)."),
      (
        "colour: red",
        "1:1: error: unknown key 'colour'. Known: allowNoStaging, audits, baseline, batch, engine, exclude, failOn, failOnStale, families, "
          + "history, ignore, includeViews, lifecycle, loadedBy, main, merge, output, reports, rules, sources, staging."
      ),
      ("merge: {kay: id}", "1:9: error: unknown key 'kay' (nearest: key)."),
      ("merge: id", "1:8: error: 'merge' must be a mapping of keys to values, not a text."),
      ("merge: {key: []}", "1:14: error: 'key' of 'merge' is an empty list."),
      (
        "merge: {set: [a]}",
        "1:14: error: 'set' of 'merge' must be a mapping of columns to expressions, not a list."
      ),
      ("merge: {set: {a: [b]}}", "1:18: error: the expression of 'a' must be a text, not a list."),
      (
        "merge: {onLossy: safe}",
        "1:18: error: unknown value of 'onLossy' of 'merge' 'safe'. Known: error, safe-cast, skip."
      ),
      (
        "merge: {dialect: postgre}",
        "1:18: error: unknown value of 'dialect' of 'merge' 'postgre' (nearest: postgres)."
      ),
      ("lifecycle: x", "1:12: error: 'lifecycle' must be a mapping of keys to values, not a text."),
      ("lifecycle: {completion: a}", "1:13: error: unknown key 'completion' (nearest: completions)."),
      (
        "lifecycle: {completions: []}", "1:26: error: 'completions' of 'lifecycle' is an empty list."
      ),
      (
        "lifecycle: {counts: '-'}",
        "1:21: error: 'counts' of 'lifecycle' takes files, and no standard input."
      ),
      (
        "lifecycle: {maxLost: 5.55%}",
        "1:22: error: 'maxLost' of 'lifecycle': '5.55%' is no number of tables like 12 and no share like 5%."
      ),
      (
        "lifecycle: {minAge: 90m}",
        "1:21: error: 'minAge' of 'lifecycle': '90m' is no number of hours, days or weeks like 36h, 3d or 1w."
      ),
      ("lifecycle: {active: ['a[b']}", "1:22: error: 'a[b' is not a pattern: '[' is not closed."),
      (
        "lifecycle: {completionFields: [a]}",
        "1:31: error: 'completionFields' of 'lifecycle' must be a mapping of names to fields, not a list."
      ),
      (
        "lifecycle: {completionFields: {complete: }}",
        "1:42: error: the field of 'complete' must be a text, not nothing."
      ),
      (
        "lifecycle: {completionFields: {complet: a}}",
        "1:32: error: unknown name of 'completionFields' of 'lifecycle' 'complet' (nearest: complete)."
      ),
      ("audits:\n  - main: a\n    rule: {}", "3:5: error: unknown key 'rule' (nearest: rules)."),
      (
        "audits:\n  - main: a\n    failOn: note",
        "3:5: error: 'failOn' belongs to the top level, not into an audit."
      ),
      ("audits:\n  - staging: a", "2:5: error: the audit has no 'main'."),
      ("audits:\n  - main:", "2:10: error: 'main' must be a text, not nothing."),
      ("audits: {main: a}", "1:9: error: 'audits' must be a list of audits, not a mapping."),
      ("audits: []", "1:9: error: 'audits' holds no audit."),
      ("audits: [orders]", "1:10: error: an audit must be a mapping with 'main', not a text."),
      (
        "audits:\n  - main: a\n  - main: b\n  - main: a",
        "4:5: error: there is an audit of 'a' already, in line 2."
      ),
      (
        "main: a\naudits: [{main: b}]",
        "1:1: error: 'main' stands beside 'audits': move it into an audit, or leave 'audits' out."
      ),
      ("- main: a", "1:1: error: the configuration must be a mapping of keys to values, not a list."),
      ("just text", "1:1: error: the configuration must be a mapping of keys to values, not a text."),
      ("main: [a]", "1:7: error: 'main' must be a text, not a list."),
      ("main: ''", "1:7: error: 'main' must not be empty."),
      ("staging: {a: b}", "1:10: error: 'staging' must be a text or a list of patterns, not a mapping."),
      ("staging: []", "1:10: error: 'staging' is an empty list."),
      ("staging: [a, {b: c}]", "1:14: error: each of 'staging' must be a text, not a mapping."),
      ("staging: 'a_[bc'", "1:10: error: 'a_[bc' is not a pattern: '[' is not closed."),
      ("ignore: ['{a']", "1:10: error: '{a' is not a pattern: '{' is not closed."),
      ("families: [a]", "1:11: error: 'families' must be a mapping of names to patterns, not a list."),
      ("families: {a: }", "1:15: error: family 'a' must be a text, not nothing."),
      ("families: {'': a}", "1:12: error: the family has no name."),
      (
        "families: {staging: a}\nstaging: b",
        "2:1: error: 'staging' stands beside a family of that name: name it in one place."
      ),
      ("sources: {a: b}", "1:10: error: 'sources' must be a text or a list of paths, not a mapping."),
      ("rules: off", "1:8: error: 'rules' must be a mapping of rules to severities, not a text."),
      (
        "rules: {mising-column: error}", "1:9: error: unknown rule 'mising-column' (nearest: missing-column)."
      ),
      (
        "rules: {zzz: error}",
        "1:9: error: unknown rule 'zzz'. Known: extra-column, missing-column, order-changed."
      ),
      (
        "rules:\n  missing-column: eror",
        "2:19: error: unknown severity of missing-column 'eror' (nearest: error)."
      ),
      (
        "rules:\n  missing-column: on",
        "2:19: error: unknown severity of missing-column 'on'. Known: error, warning, note, off."
      ),
      (
        "rules:\n  missing-column:",
        "2:18: error: the severity of missing-column must be a text, not nothing."
      ),
      ("failOn: warnings", "1:9: error: unknown level of failOn 'warnings' (nearest: warning)."),
      ("failOn: [error]", "1:9: error: 'failOn' must be a text, not a list."),
      ("failOnStale: maybe", "1:14: error: unknown value of failOnStale 'maybe'. Known: true, false."),
      ("reports: markdown", "1:10: error: 'reports' must be a mapping of formats to paths, not a text."),
      ("reports: {markdwon: a.md}", "1:11: error: unknown report format 'markdwon' (nearest: markdown)."),
      ("reports: {markdown: [a]}", "1:21: error: the path of 'markdown' must be a text, not a list."),
      ("reports: {markdown: a, json: a}", "1:30: error: 'markdown' is written to 'a' already."),
      ("output: {}", "1:9: error: 'output' must be a text, not a mapping."),
      ("? [a]\n: b", "1:3: error: a key must be a text, not a list."),
      ("größe: x\nmain: {ä: ö}", "1:1: error: unknown key 'größe'."),
      ("{\"ä\": x, stagin: y}", "1:11: error: unknown key 'stagin' (nearest: staging)."),
    ])
  func mistakes(text: String, expected: String) {
    let (result, problems) = configuration(text)
    #expect(result == nil)
    #expect(
      problems.contains { $0.printed.hasPrefix("driftaudit.yml:" + expected) }, "\(problems.map(\.printed))")
  }

  @Test(
    "A key that stands twice is shown by the second place",
    arguments: [
      ("main: a\nmain: b", ["2:1: error: the key 'main' stands in line 1 already."]),
      (
        "main: a\n\"main\": b\n'main': c",
        [
          "2:1: error: the key 'main' stands in line 1 already.",
          "3:1: error: the key 'main' stands in line 1 already.",
        ]
      ),
      (
        "rules:\n  missing-column: off\n  missing-column: off\noutput: a\nbad: 1\noutput: b",
        [
          "3:3: error: the key 'missing-column' stands in line 2 already.", "5:1: error: unknown key 'bad'.",
          "6:1: error: the key 'output' stands in line 4 already.",
        ]
      ),
      (
        "families: {a: x, b: y, a: z, b: w}",
        [
          "1:24: error: the key 'a' stands in line 1 already.",
          "1:30: error: the key 'b' stands in line 1 already.",
        ]
      ),
    ])
  func duplicates(text: String, expected: [String]) {
    let (result, problems) = configuration(text)
    #expect(result == nil)
    #expect(problems.count == expected.count)
    for (problem, expected) in zip(problems, expected) {
      #expect(problem.printed.hasPrefix("driftaudit.yml:" + expected))
    }
  }

  @Test(
    "What is no YAML is shown by its place",
    arguments: [
      (
        "main: a\n  staging: b",
        "2:10: error: not valid YAML: mapping values are not allowed in this context."
      ),
      (
        "main: 'a",
        "1:9: error: not valid YAML: found unexpected end of stream (while scanning a quoted scalar from line 1)."
      ),
      (
        "main: a\n---\nmain: b",
        "2:1: error: not valid YAML: but found another document (expected a single document in the stream from line 1)."
      ),
      ("main: *nowhere", "1:7: error: not valid YAML: found undefined alias."),
      ("main: a\nx: \u{1}", "2:4: error: not valid YAML: control characters are not allowed."),
      (
        "\tmain: a",
        "1:1: error: not valid YAML: found character that cannot start any token (while scanning for the next token from line 1)."
      ),
    ])
  func syntax(text: String, expected: String) {
    let (result, problems) = configuration(text)
    #expect(result == nil)
    #expect(problems.map(\.printed) == ["driftaudit.yml:" + expected])
  }

  @Test("All mistakes are reported, in the file's order")
  func allMistakes() {
    let text = """
      failOn: warn
      rules: {mising-column: error, extra-column: loud}
      audits:
        - stagging: a
        - main: b
          staging: "[a"
      reports: {html: a}
      """
    let (_, problems) = configuration(text)
    #expect(problems.map(\.line) == [1, 2, 2, 4, 4, 6, 7])
  }

  @Test("A file nested beyond reason is an error, not a crash")
  func deepNesting() {
    #expect(!configuration(String(repeating: "[", count: 100_000)).1.isEmpty)
    #expect(!configuration(String(repeating: "- ", count: 100_000)).1.isEmpty)
  }

  @Test("A name of ten megabytes is clipped")
  func longNames() {
    let name = String(repeating: "x", count: 10_000_000)
    let (_, problems) = configuration("rules: {'a': error, missing-column: '\(name)'}\nfailOn: \(name)")
    #expect(problems.count == 3)
    #expect(problems.allSatisfy { $0.message.utf8.count < 300 })
  }
}
