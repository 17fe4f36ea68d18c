@testable import Engines
@testable import CatalogQueries
@testable import Engines
@testable import Schema
@testable import Settings
@testable import TestSupport
import Foundation
import Testing

@Suite("Statements over an engine's catalog") struct ShapeStatementTests {
  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  private static func question(_ engine: Engine) throws -> ShapeQuestion {
    var question = ShapeQuestion(engine, main: "shop.orders")
    question.families = [
      FamilyPattern(name: "night's", patterns: [try TablePattern("_staging_night_*")]),
      FamilyPattern(
        name: "live", patterns: [try TablePattern("shop._live_??"), try TablePattern("_live_{a,b}_[0-9]*")]),
    ]
    question.exclude = [try TablePattern("*_old"), try TablePattern("_staging_keep")]
    question.scope.datasets = ["shop"]
    if engine == .bigQuery { question.scope.projects = ["my-project"] }
    return question
  }

  @Test("Each engine has its statement, byte for byte", arguments: ShapeQuestion.engines)
  func statements(engine: Engine) throws {
    let ending = engine == .spark ? "py" : "sql"
    try GoldenFiles.expect(
      ShapeStatement(try Self.question(engine)).text, equals: "\(engine.rawValue).\(ending)", in: Self.golden)
  }

  @Test("All names, views, regions and several projects can be asked for")
  func wide() throws {
    var question = ShapeQuestion(.bigQuery, main: "my-project:shop.orders")
    question.scope.regions = ["eu", "region-us-east1"]
    question.scope.projects = ["one", "two`s"]
    question.scope.datasets = ["shop", "three.other"]
    question.includesViews = true
    question.wantsNames = true
    try GoldenFiles.expect(
      ShapeStatement(question).text, equals: "bigquery-regions.sql", in: Self.golden)
  }

  @Test("BigQuery has to be told where to look, and the others have no regions")
  func errors() throws {
    #expect {
      try ShapeStatement(ShapeQuestion(.bigQuery, main: "m"))
    } throws: { ($0 as? CatalogScopeError)?.message.contains("--dataset PROJECT.DATASET") ?? false }
    for engine in ShapeQuestion.engines where engine != .bigQuery {
      var question = ShapeQuestion(engine, main: "m")
      question.scope.regions = ["eu"]
      #expect {
        try ShapeStatement(question)
      } throws: { ($0 as? CatalogScopeError)?.message.contains("--region is for BigQuery") ?? false }
    }
    var mixed = ShapeQuestion(.snowflake, main: "m")
    mixed.scope.datasets = ["db.one", "two"]
    #expect {
      try ShapeStatement(mixed)
    } throws: { ($0 as? CatalogScopeError)?.message.contains("'two' does not say its project") ?? false }
    #expect {
      try ShapeStatement(ShapeQuestion(.mySQL, main: "m"))
    } throws: { ($0 as? CatalogScopeError)?.message.contains("there is no statement for MySQL") ?? false }
  }

  @Test(
    "A pattern is equality, LIKE or a regular expression, its signs escaped",
    arguments: [
      ("orders", "n = 'orders'", "n = 'orders'"), ("a\\*b", "n = 'a*b'", "n = 'a*b'"),
      ("_st%_*", #"n LIKE '\_st\%\_%' ESCAPE '\'"#, #"n LIKE '\\_st\\%\\_%'"#),
      ("*", #"n LIKE '%' ESCAPE '\'"#, "n LIKE '%'"),
      ("a'*", #"n LIKE 'a''%' ESCAPE '\'"#, #"n LIKE 'a\'%'"#),
      ("a?.", #"regexp_full_match(n, 'a.\.', 's')"#, #"REGEXP_CONTAINS(n, '(?s)\\A(a.\\.)\\z')"#),
      (
        "[!a-c]]x", #"regexp_full_match(n, '[^a-c]\]x', 's')"#,
        #"REGEXP_CONTAINS(n, '(?s)\\A([^a-c]\\]x)\\z')"#
      ),
      ("{a,b*}", "regexp_full_match(n, '(a|b.*)', 's')", #"REGEXP_CONTAINS(n, '(?s)\\A((a|b.*))\\z')"#),
    ])
  func patterns(pattern: String, duckDB: String, bigQuery: String) throws {
    let glob = try Glob(pattern)
    #expect(GlobCondition.sql(glob, of: "n", DuckDBCatalog()) == duckDB)
    #expect(GlobCondition.sql(glob, of: "n", BigQueryCatalog()) == bigQuery)
  }

  @Test("The expression for a pattern fits what the pattern fits", arguments: 1...300)
  func expressions(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let letters = ["a", "b", "_", "%", ".", "-", "1", "ä", "\n", "'", "^", "|", "&"]
    let pieces = letters + ["*", "?", "[a-b]", "[!_]", "[]^-]", "{a,_b}", "{,1*}", "\\*", "\\["]
    let pattern = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? "a"
    }.joined()
    let glob = try Glob(pattern)
    let expression = try NSRegularExpression(
      pattern: "\\A(\(GlobCondition.expression(glob.parts)))\\z", options: [.dotMatchesLineSeparators])
    for _ in 0..<40 {
      let name = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        (letters + ["*", "[", "]"]).randomElement(using: &random) ?? "a"
      }.joined()
      let whole = NSRange(name.startIndex..., in: name)
      let fits = expression.firstMatch(in: name, range: whole) != nil
      #expect(fits == glob.matches(name), "\(pattern) \(name)")
    }
  }

  @Test("No name or pattern ends a literal", arguments: ShapeQuestion.engines)
  func hostile(engine: Engine) throws {
    let hostile = "x'); DROP TABLE y; --\\'\"`\u{1B}[0m*"
    var question = ShapeQuestion(engine, main: hostile)
    question.families = [
      FamilyPattern(name: hostile, patterns: [try TablePattern(Glob.escaped(hostile) + "*")])
    ]
    question.scope.datasets = [hostile]
    let text = try ShapeStatement(question).text
    // Each literal that holds the name closes before the text goes on: the statement's last words stand outside of any.
    let isBackslash = [.bigQuery, .snowflake, .databricks].contains(engine)
    guard engine != .spark else {
      #expect(!text.contains("x');"))
      return
    }
    var isInside = false
    var letters = Array(text)[...]
    var outside = ""
    while let letter = letters.popFirst() {
      if isInside, isBackslash, letter == "\\" {
        letters = letters.dropFirst()
      } else if letter == "'" {
        if isInside, !isBackslash, letters.first == "'" {
          letters = letters.dropFirst()
        } else {
          isInside.toggle()
        }
      } else if !isInside {
        outside.append(letter)
      }
    }
    #expect(!isInside)
    #expect(!outside.contains("DROP TABLE") || engine == .bigQuery)
  }
}
