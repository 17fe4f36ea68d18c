@testable import Schema
@testable import Settings
import Testing

@Suite("Patterns") struct GlobTests {
  @Test(
    "A pattern matches the whole text",
    arguments: [
      ("abc", "abc"), ("abc*", "abc"), ("abc*", "abcdef"), ("*", ""), ("*c", "abc"), ("a*c", "abc"),
      ("a*c", "ac"),
      ("a?c", "aßc"), ("?", "😀"), ("[a-c]x", "bx"), ("[!a-c]x", "dx"), ("[^a]", "b"), ("[]]", "]"),
      ("[a-]", "-"),
      ("[\\]]", "]"), ("{a,b}c", "bc"), ("x{,_old}", "x"), ("x{,_old}", "x_old"), ("{a,b{c,d}}", "bd"),
      ("_staging_{nightly,live}_*", "_staging_live_1"), ("a\\*b", "a*b"), ("\\{a\\}", "{a}"),
      ("a,b}", "a,b}"),
      ("*a*b*", "xxayyb"), ("größe*", "größe_1"), ("a**b", "ab"), ("a\nb*", "a\nb\nc"), ("{*_x,y}", "a_x"),
      ("", ""),
    ])
  func matches(pattern: String, text: String) throws {
    #expect(try Glob(pattern).matches(text))
  }

  @Test(
    "A pattern does not match a part of the text, or another text",
    arguments: [
      ("abc", "abcd"), ("abc", "ab"), ("abc*", "ab"), ("*c", "abcd"), ("ab*ba", "aba"), ("a?c", "ac"),
      ("?", ""),
      ("[a-c]x", "dx"), ("[!a-c]x", "ax"), ("{a,b}c", "c"), ("a\\*b", "axb"), ("ABC", "abc"), ("*a*b*", "ba"),
      ("", "a"),
    ])
  func doesNotMatch(pattern: String, text: String) throws {
    #expect(try !Glob(pattern).matches(text))
  }

  @Test(
    "A broken pattern says what is wrong",
    arguments: [
      ("[abc", "'[' is not closed"), ("[]", "'[' is not closed"), ("{a,b", "'{' is not closed"),
      ("a\\", "nothing follows the last backslash"), ("[z-a]", "the range 'z-a' runs backwards"),
      (String(repeating: "{", count: 30), "the braces are nested too deeply"),
    ])
  func errors(pattern: String, message: String) {
    #expect(throws: GlobError(message: message)) { try Glob(pattern) }
  }

  @Test("Many stars and braces take linear time", .timeLimit(.minutes(1)))
  func linearTime() throws {
    let stars = try Glob(String(repeating: "*a", count: 40) + "b")
    let braces = try Glob(String(repeating: "{a,aa,*a}", count: 40) + "b")
    let text = String(repeating: "a", count: 2_000)
    #expect(!stars.matches(text))
    #expect(!braces.matches(text))
    #expect(braces.matches(text + "b"))
  }

  @Test(
    "What means something in a regular expression stands for itself, also between brackets and outside of ASCII"
  )
  func literals() throws {
    for scalar in [".", "+", "(", ")", "|", "^", "$", "-", "/", "#", " ", "\0", "\n", "é", "😀"] {
      #expect(try Glob("?\(scalar)?").matches("x\(scalar)y"))
      #expect(try !Glob("?\(scalar)?").matches("xay"))
      #expect(try Glob("{\(scalar),zz}[a\(scalar)]").matches("\(scalar)\(scalar)"))
      #expect(try !Glob("[!b\(scalar)]").matches(scalar))
      #expect(try Glob("[!b\(scalar)]").matches("a"))
    }
    #expect(try Glob("[\\^a]").matches("^"))
    #expect(try Glob("[!-a]b").matches("\nb"))
  }

  @Test("A pattern of thousands of names is compiled, one of millions of letters is refused")
  func size() throws {
    let names = (1...5_000).map { "table_number_\($0)" }.joined(separator: ",")
    #expect(try Glob("{\(names)}").matches("table_number_4711"))
    #expect(try !Glob("{\(names)}").matches("table_number_5001"))
    let letters = String(repeating: "?", count: 20_000_000)
    #expect(throws: GlobError(message: "the pattern is too large")) { try Glob(letters) }
  }

  @Test("A hundred thousand names take no longer than reading them", .timeLimit(.minutes(1)))
  func manyNames() throws {
    let glob = try Glob("*_{2026,2025}_[0-9]*_worker_*[0-9]")
    let names = (0..<100_000).map {
      "_staging_batch_2026_01_30_\(1_769_796_743 + $0)_prediction_worker_\($0)"
    }
    #expect(names.allSatisfy(glob.matches))
  }

  @Test(
    "An escaped name is a pattern for itself alone", arguments: ["a*b", "[x]", "{a,b}", "\\", "plain", "a?"])
  func escaping(name: String) throws {
    let glob = try Glob(Glob.escaped(name))
    #expect(glob.matches(name))
    #expect(!glob.matches(name + "x"))
    #expect(
      !glob.matches(name.replacing("*", with: "zz").replacing("?", with: "z").replacing("[", with: "") + "y"))
  }

  @Test(
    "A table pattern is about as much of the name as it has dots",
    arguments: [
      ("_staging_*", true), ("nba._staging_*", true), ("proj.nba._staging_*", true),
      ("proj:nba._staging_*", true),
      ("*._staging_*", true), ("*.*.*", true), ("n*", false), ("nba*", false), ("other._staging_*", false),
      ("_staging_1.x", false), ("{proj.nba,other.x}._staging_*", true), ("_STAGING_*", false),
    ])
  func tablePatterns(pattern: String, isMatch: Bool) throws {
    let name = TableName(project: "proj", dataset: "nba", table: "_staging_1")
    #expect(try TablePattern(pattern).matches(name) == isMatch)
  }

  @Test(
    "A legacy project with dots in it can be written out",
    arguments: [
      "example.com:proj.nba.t*", "*.nba.t1", "example.com:*.t1", "t1", "nba.t1", "example.com:proj:nba.t1",
    ])
  func legacyProjects(pattern: String) throws {
    let name = TableName(project: "example.com:proj", dataset: "nba", table: "t1")
    #expect(try TablePattern(pattern).matches(name))
  }

  @Test(
    "A table called after its file may have dots in its name", arguments: ["my.orders*", "my.orders.v2", "*"])
  func namesOfFiles(pattern: String) throws {
    #expect(try TablePattern(pattern).matches(TableName(table: "my.orders.v2")))
  }

  @Test(
    "A column pattern is about the whole path without regard to case, and a star crosses dots",
    arguments: [
      ("payload.*", "Payload.a.b", true), ("*_AT", "created_at", true), ("*id", "payload.user.ID", true),
      ("payload", "payload.a", false), ("a?b", "a.b", true), ("ÄRA*", "ära_1", true),
    ])
  func columnPatterns(pattern: String, path: String, isMatch: Bool) throws {
    #expect(try ColumnPattern(pattern).matches(path) == isMatch)
  }
}
