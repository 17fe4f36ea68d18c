@testable import Schema
@testable import TestSupport
import Testing

@testable import Settings

@Suite("YAML") struct YAMLDocumentTests {
  /// The tree on one line: each node with its place, plain scalars without quotes.
  private func tree(_ text: String) throws -> String {
    let document = YAMLDocument(text: text, file: "a.yml")
    #expect(document.problems == [])
    return describe(try #require(document.root))
  }

  private func describe(_ node: YAMLNode) -> String {
    let place = "\(node.place.line):\(node.place.column) "
    switch node.content {
    case .scalar(let text, isPlain: true): return place + text
    case .scalar(let text, isPlain: false): return place + text.debugDescription
    case .sequence(let items): return place + "[" + items.map(describe).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let members = entries.map { describe($0.key) + ": " + describe($0.value) }
      return place + "{" + members.joined(separator: ", ") + "}"
    }
  }

  private func problem(_ text: String) throws -> String {
    let document = YAMLDocument(text: text, file: "a.yml")
    #expect(document.root == nil)
    #expect(document.problems.count == 1)
    return try #require(document.problems.first).printed
  }

  @Test(
    "Each key and value has its place, in bytes",
    arguments: [
      ("a: b", "1:1 {1:1 a: 1:4 b}"), ("a:\n  - b\n  - c:\n", "1:1 {1:1 a: 2:3 [2:5 b, 3:5 {3:5 c: 3:7 }]}"),
      ("{ä: ö, 😀: [x, y]}", "1:1 {1:2 ä: 1:6 ö, 1:10 😀: 1:16 [1:17 x, 1:20 y]}"),
      ("a:\n- b\n", "1:1 {1:1 a: 2:1 [2:3 b]}"), ("? a\n: b", "1:1 {1:3 a: 2:3 b}"),
      ("a: !!str &x b", "1:1 {1:1 a: 1:4 b}"), ("# c\n\na: b # c", "3:1 {3:1 a: 3:4 b}"),
      ("[a: b]", "1:1 [1:2 {1:2 a: 1:5 b}]"), ("{a, b: }", "1:1 {1:2 a: 1:3 , 1:5 b: 1:8 }"),
    ])
  func places(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test(
    "Lines end as YAML has it",
    arguments: [
      "a: b\nc: d\n", "a: b\r\nc: d\r\n", "a: b\rc: d\r", "a: b\u{85}c: d", "a: b\u{2028}c: d",
      "a: b\u{2029}c: d", "\u{FEFF}a: b\nc: d",
    ])
  func lines(text: String) throws { #expect(try tree(text) == "1:1 {1:1 a: 1:4 b, 2:1 c: 2:4 d}") }

  @Test(
    "A text is what its quotes and its block make of it",
    arguments: [
      ("a b", "1:1 a b"), ("'a ''b'", "1:1 \"a \\'b\""), ("\"a\\tb\\u00e9\\0\"", "1:1 \"a\\tb\u{e9}\\0\""),
      ("\"a\n\n  b\"", "1:1 \"a\\nb\""), ("- |\n  a\n   b\n\n- c", "1:1 [1:3 \"a\\n b\\n\", 5:3 c]"),
      ("- >-\n  a\n  b\n\n  c\n", "1:1 [1:3 \"a b\\nc\"]"), ("- |+\n  a\n\n", "1:1 [1:3 \"a\\n\\n\"]"),
      ("- a\n  b", "1:1 [1:3 a b]"),
      ("[null, 'null', ~, '']", "1:1 [1:2 null, 1:8 \"null\", 1:16 ~, 1:19 \"\"]"),
      ("[yes, 0x10, 1e3]", "1:1 [1:2 yes, 1:7 0x10, 1:13 1e3]"),
    ])
  func styles(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test("Nothing is an empty plain scalar or one of YAML's words")
  func nothing() throws {
    let text = "[~, null, Null, NULL, !!str , '', 'null', nULL, \"~\"]"
    guard case .sequence(let items) = YAMLDocument(text: text, file: "a.yml").root?.content else {
      Issue.record("no list")
      return
    }
    #expect(items.map(\.isNothing) == [true, true, true, true, true, false, false, false, false])
  }

  @Test("A file without a document has no root", arguments: ["", "\u{FEFF}", " \n", "# c\n", "\r\n\r\n"])
  func empty(text: String) {
    let document = YAMLDocument(text: text, file: "a.yml")
    #expect(document.root == nil)
    #expect(document.problems == [])
  }

  @Test("A document with nothing in it is nothing", arguments: ["---", "---\n...\n", "~", "--- # c\n"])
  func nothingAtAll(text: String) throws {
    let document = YAMLDocument(text: text, file: "a.yml")
    #expect(document.problems == [])
    #expect(try #require(document.root).isNothing)
  }

  @Test(
    "An alias is what it names, in its place; as a key it has its own",
    arguments: [
      ("[&a x, *a]", "1:1 [1:2 x, 1:2 x]"),
      ("{a: &l [x], b: *l}", "1:1 {1:2 a: 1:5 [1:9 x], 1:13 b: 1:5 [1:9 x]}"),
      ("[&a x, &a y, *a]", "1:1 [1:2 x, 1:8 y, 1:8 y]"),
      ("- &a k\n- {*a : v}", "1:1 [1:3 k, 2:3 {2:4 k: 2:9 v}]"),
      ("[&a , *a]", "1:1 [1:2 , 1:2 ]"),
    ])
  func aliases(text: String, expected: String) throws { #expect(try tree(text) == expected) }

  @Test(
    "What is no YAML is shown by its place",
    arguments: [
      ("a: *b", "1:4: error: not valid YAML: found undefined alias."),
      ("a: &a [*a]", "1:8: error: not valid YAML: found undefined alias."),
      (
        "a: b\n--- \nc: d",
        "2:1: error: not valid YAML: but found another document (expected a single document in the stream from line 1)."
      ), ("ä: \u{0}", "1:5: error: not valid YAML: control characters are not allowed."),
      ("a: b\r\nc: 'é\u{7}'", "2:7: error: not valid YAML: control characters are not allowed."),
      ("\u{FEFF}a: \u{1}", "1:4: error: not valid YAML: control characters are not allowed."),
      (
        "a:\n\t- b",
        "2:1: error: not valid YAML: found character that cannot start any token (while scanning for the next token from line 2)."
      ),
      (
        "é: [b",
        "2:1: error: not valid YAML: did not find expected ',' or ']' (while parsing a flow sequence from line 1)."
      ),
      (
        "a: \"\\q\"",
        "1:5: error: not valid YAML: found unknown escape character (while parsing a quoted scalar from line 1)."
      ), ("%YAML 2.0\n---\na", "1:1: error: not valid YAML: found incompatible YAML document."),
    ])
  func syntax(text: String, expected: String) throws { #expect(try problem(text) == "a.yml:" + expected) }

  @Test("Lists and mappings can be nested a hundred levels deep, with aliases replaced")
  func depth() throws {
    let deepest = YAMLTree.deepest
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    let message = "error: lists and mappings are nested more than 100 levels deep."
    #expect(try tree(nested(deepest)).utf8.count > deepest)
    #expect(try problem(nested(deepest + 1)) == "a.yml:1:101: \(message)")
    #expect(try problem(String(repeating: "- ", count: 100_000)) == "a.yml:1:201: \(message)")
    #expect(try problem(String(repeating: "{a: ", count: 100_000)) == "a.yml:1:401: \(message)")
    // Each line puts the one before it into one more list.
    let lines = (1...100_000).map { "- &a\($0) [*a\($0 - 1)]" }
    #expect(try problem("- &a0 x\n" + lines.joined(separator: "\n")) == "a.yml:101:10: \(message)")
  }

  @Test("Aliases of aliases cannot fill the memory")
  func bomb() throws {
    let item = { (name: Int) in [String](repeating: "*a\(name)", count: 10).joined(separator: ", ") }
    let lines = ["- &a0 x"] + (1...60).map { "- &a\($0) [\(item($0 - 1))]" }
    let message = "error: aliases repeat more than 100000 values."
    #expect(try problem(lines.joined(separator: "\n")) == "a.yml:6:43: \(message)")
    let list = "- &a [" + String(repeating: "x, ", count: 999) + "]\n"
    #expect(try problem(list + String(repeating: "- *a\n", count: 1_000)) == "a.yml:102:3: \(message)")
  }

  @Test("A line of megabytes is read in one pass")
  func longLine() throws {
    let items = 100_000
    let document = YAMLDocument(
      text: "[" + String(repeating: "é, ", count: items) + "x]", file: "a.yml")
    guard case .sequence(let nodes) = document.root?.content else {
      Issue.record("no list")
      return
    }
    #expect(nodes.count == items + 1)
    #expect(nodes.last?.place.column == 2 + items * 4)
  }

  @Test(
    "Keys that stand twice are shown in each mapping, whatever their quotes",
    arguments: [
      (
        "families:\n  a:\n    staging: x\n    'staging': y\n  a: z\nfamilies: {b: c}",
        ["4:5: 'staging' 3", "5:3: 'a' 2", "6:1: 'families' 1"]
      ),
      (
        "audits:\n- main: a\n  rules: {order-changed: off, \"order-changed\": on}",
        ["3:31: 'order-changed' 3"]
      ),
      ("&k main: a\n*k : b", ["2:1: 'main' 1"]), ("\u{FEFF}main: é\r\nmain: b", ["2:1: 'main' 1"]),
      ("main: a\r\rmain: b\nmain: c", ["3:1: 'main' 1", "4:1: 'main' 1"]),
    ])
  func duplicates(text: String, expected: [String]) {
    let problems = configuration(text).1.map(\.printed).filter { $0.contains("already") }
    #expect(
      problems
        == expected.map { expected in
          let parts = expected.split(separator: " ")
          return "driftaudit.yml:\(parts[0]) error: the key \(parts[1]) stands in line \(parts[2]) already."
        })
  }

  @Test("A thousand keys that stand twice are a thousand problems")
  func manyDuplicates() {
    let keys = (1...1_000).map { "c\($0): a" }.joined(separator: ", ")
    let (_, problems) = configuration("merge: {set: {\(keys), \(keys)}}")
    #expect(problems.count == 1_000)
  }

  @Test("Bytes that are no UTF-8 are shown by their place")
  func badUTF8() {
    let bytes = Array("main: a\nx: é".utf8) + [0xFF, 0x0A]
    let (result, problems) = Configuration.load(
      bytes: bytes, file: "a.yml", knownRules: [], knownFormats: [])
    #expect(result == nil)
    #expect(problems.map(\.printed) == ["a.yml:2:6: error: the file is not UTF-8 text."])
  }
}
