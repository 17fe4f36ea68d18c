@testable import Auditing
@testable import Schema
@testable import Settings
@testable import TestSupport
import Testing

@Suite("Picking main and its staging tables") struct SelectionTests {
  private static let incident: [TableName] =
    [TableName(project: "nba", dataset: "pred", table: "player_prop_predictions")]
    + (0..<1_665).map {
      TableName(project: "nba", dataset: "pred", table: "_staging_batch_2026_01_30_\($0)_worker_abc\($0 % 7)")
    }

  private func select(
    _ families: KeyValuePairs<String, [String]>, from tables: [TableName] = incident, main: Int? = 0,
    allowsNone: Bool = false
  ) throws -> StagingSelection {
    let patterns = try families.map { family in
      FamilyPattern(name: family.key, patterns: try family.value.map { try TablePattern($0) })
    }
    return StagingSelection(
      from: tables, main: main, patterns: patterns, inputs: "exports/", allowsNone: allowsNone)
  }

  private func names(_ names: String...) -> [TableName] {
    names.map { name in
      let parts = name.split(separator: ".").map(String.init)
      return TableName(
        project: parts.count > 2 ? parts[0] : nil, dataset: parts.count > 1 ? parts[parts.count - 2] : nil,
        table: parts[parts.count - 1])
    }
  }

  @Test("Without patterns every table other than the run's mains is staging")
  func withoutPatterns() throws {
    let tables = names("a", "b", "c", "d")
    let selection = StagingSelection(from: tables, main: 1, otherMains: [3], patterns: [], inputs: "x")
    #expect(selection.families == [StagingSelection.Family(name: "staging", tables: [0, 2])])
    #expect(selection.problems == [])
    let fromFile = StagingSelection(from: tables, main: nil, patterns: [], inputs: "x")
    #expect(fromFile.families[0].tables == [0, 1, 2, 3])
  }

  @Test("A table belongs to the first family that fits, main to none")
  func families() throws {
    let tables = names("s_main", "s_live_1", "s_night_1", "s_other", "users")
    let selection = try select(
      ["night": ["s_night_*"], "live": ["s_live_*", "x"], "rest": ["s_*"]], from: tables)
    #expect(selection.families.map(\.name) == ["night", "live", "rest"])
    #expect(selection.families.map(\.tables) == [[2], [1], [3]])
    #expect(
      selection.problems.map(\.printed) == [
        "warning: no staging table matches 'x' of family 'live' among 5 tables in exports/."
      ])
  }

  @Test("The incident's pattern picks its 1,665 tables")
  func incidentTables() throws {
    let selection = try select(["staging": ["_staging_*"]])
    #expect(selection.families[0].tables == Array(1...1_665))
    #expect(selection.problems == [])
  }

  @Test(
    "A pattern that matches nothing says which would",
    arguments: [
      ("_stagin_*", " (nearest: '_staging_*', 1,665 tables)"),
      ("_Staging_batch*", " (nearest: '_staging_batch_*', 1,665 tables)"),
      ("_staging_batch_2025_*", " (nearest: '_staging_batch_*', 1,665 tables)"),
      ("prd._staging_*", " (nearest: 'pred._staging_*', 1,665 tables)"),
      ("nba:prod._staging_*", " (nearest: 'nba.pred._staging_*', 1,665 tables)"),
      ("*_abd3", " (nearest: '*_abc3', 238 tables)"),
      ("*stagng*", " (nearest: '*staging*', 1,665 tables)"),
      (
        "_staging_batch_2026_01_30_17_worker_abcX",
        " (nearest: '_staging_batch_2026_01_30_17_worker_abc3', 1 table)"
      ),
      ("tmp_*", " (most tables: '_staging_batch_*', 1,665 tables)"),
      ("orders", ""),
    ])
  func nothingMatches(pattern: String, hint: String) throws {
    let selection = try select(["staging": [pattern]])
    #expect(
      selection.problems.map(\.printed) == [
        "error: no staging table matches '\(pattern)' among 1,666 tables in exports/\(hint). "
          + "Use --allow-no-staging if that is right."
      ])
    #expect(selection.families.map(\.tables) == [[]])
    #expect(try select(["staging": [pattern]], allowsNone: true).problems == [])
  }

  @Test("An error stands where the pattern is written, and names every pattern")
  func placeOfPattern() throws {
    let place = SourcePlace(file: "d.yml", line: 3, column: 9)
    let patterns = ["a_*", "b_*", "c_*", "d_*", "e_*"].map { try? TablePattern($0, place: place) }.compactMap(
      \.self)
    let selection = StagingSelection(
      from: names("main"), main: 0, patterns: [FamilyPattern(name: "x", patterns: patterns)],
      inputs: "in.json")
    #expect(
      selection.problems.map(\.printed) == [
        "d.yml:3:9: error: no staging table matches 'a_*', 'b_*', 'c_*' or 2 others among 1 table in in.json. "
          + "Use --allow-no-staging if that is right."
      ])
  }

  @Test("Nothing beside main is an error too, unless it is allowed")
  func nothingBesideMain() {
    let alone = StagingSelection(from: names("m"), main: 0, patterns: [], inputs: "in.json")
    #expect(
      alone.problems.map(\.message) == [
        "there is no table other than main in in.json. Use --allow-no-staging if that is right."
      ])
    let empty = StagingSelection(from: [], main: nil, patterns: [], inputs: "in.json")
    #expect(
      empty.problems.map(\.message) == [
        "there is no table in in.json. Use --allow-no-staging if that is right."
      ])
    #expect(StagingSelection(from: [], main: nil, patterns: [], inputs: "x", allowsNone: true).problems == [])
  }

  @Test("A pattern whose tables are all taken by patterns before it is told so")
  func shadowedPattern() throws {
    let selection = try select(["all": ["_*"], "some": ["_staging_*"]])
    #expect(
      selection.problems.map(\.printed) == [
        "warning: patterns before it take every table that '_staging_*' of family 'some' matches: put it first."
      ])
  }

  @Test("A table that two audits claim is a problem")
  func conflicts() throws {
    let tables = names("a", "b", "s_1", "s_2", "t_1")
    let first = try select(["staging": ["s_*"]], from: tables)
    let second = try select(["staging": ["s_1", "t_*"]], from: tables, main: 1)
    let third = try select(["staging": ["*_2", "s_1"]], from: tables, main: 1)
    let audits = [("a", first), ("b", second), ("c", third)].map { (main: $0.0, selection: $0.1) }
    #expect(
      StagingSelection.conflicts(among: audits, tables: tables).map(\.printed) == [
        "error: the table 's_1' is a staging table of both 'a' and 'b'. Give each audit patterns of its own under 'staging'.",
        "error: 2 tables such as 's_1' are staging tables of both 'a' and 'c'. "
          + "Give each audit patterns of its own under 'staging'.",
      ])
    #expect(StagingSelection.conflicts(among: [audits[0]], tables: tables) == [])
  }

  @Test("Very many tables are picked and grouped in seconds", .timeLimit(.minutes(1)))
  func manyTables() throws {
    let tables = (0..<50_000).map { TableName(dataset: "d", table: "_staging_\($0)_\($0 &* 7919)") }
    #expect(
      try select(["staging": ["_staging_*"]], from: tables, main: nil).families[0].tables.count == 50_000)
    let wrong = try select(["staging": ["_stagin_*"]], from: tables, main: nil)
    #expect(wrong.problems[0].message.contains("(nearest: '_staging_*', 50,000 tables)"))
  }

  @Test(
    "Main is found by any of its names",
    arguments: [
      "player_prop_predictions", "pred.player_prop_predictions", "nba.pred.player_prop_predictions",
      "nba:pred.player_prop_predictions",
    ])
  func main(name: String) {
    #expect(MainSelection(named: name, among: Self.incident, inputs: "x") == .found(0))
  }

  @Test("A whole name wins over another dataset's table")
  func wholeName() {
    #expect(MainSelection(named: "orders", among: names("d.orders", "orders"), inputs: "x") == .found(1))
    let odd = [TableName(table: "a:b.c")]
    #expect(MainSelection(named: "a:b.c", among: odd, inputs: "x") == .found(0))
  }

  @Test(
    "A main that is not there says which names are near",
    arguments: [
      ("player_prop_prediction", " (nearest: 'player_prop_predictions')"),
      ("prod.player_prop_predictions", " (nearest: 'pred.player_prop_predictions')"),
      ("Player_Prop_Predictions", " (nearest: 'player_prop_predictions')"),
      ("zzz", ""),
    ])
  func missingMain(name: String, hint: String) {
    let place = SourcePlace(file: "d.yml", line: 2, column: 5)
    guard
      case .failed(let problem?) = MainSelection(
        named: name, among: Self.incident, inputs: "exports/", place: place)
    else { return #expect(Bool(false)) }
    #expect(
      problem.printed
        == "d.yml:2:5: error: no table among 1,666 tables in exports/ is named '\(name)'\(hint).")
  }

  @Test("Several near names are listed, the nearest first")
  func nearNames() {
    let selection = MainSelection(
      named: "order", among: names("d.orderly", "d.orders", "d.borders", "d.users", "d.old_things"),
      inputs: "x")
    #expect(
      selection
        == .failed(
          Problem(
            at: nil,
            "no table among 5 tables in x is named 'order' (nearest: 'orders', 'borders', 'orderly').")))
  }

  @Test("Several tables of main's name are listed")
  func ambiguousMain() {
    let selection = MainSelection(
      named: "t", among: names("p.g.t", "p.a.t", "p.b.t", "p.c.t", "p.d.t", "p.e.t", "x"), inputs: "exports/")
    #expect(
      selection
        == .failed(
          Problem(
            at: nil,
            "6 tables among 7 tables in exports/ are named 't': 'p.a.t', 'p.b.t', 'p.c.t', 'p.d.t', 'p.e.t' and 1 more. "
              + "Name main in full.")))
  }
}
