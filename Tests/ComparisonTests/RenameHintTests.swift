@testable import Engines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
import Testing

@Suite("Rename hints") struct RenameHintTests {
  private func hints(_ main: String, _ staging: String) throws -> [String: String] {
    let found = try Comparing.differences(main, staging, rules: "missing-column", "extra-column")
    return Dictionary(found.compactMap { one in one.hint.map { (one.column ?? "", $0) } }) { first, _ in first
    }
  }

  @Test(
    "A missing and an extra column of one type with nearly one name point at each other",
    arguments: [
      ("feature_count", "feature_cnt"), ("player_lookup", "player_look_up"), ("Created_At", "at_created"),
      ("confidence_score_calibrated", "calibrated_confidence_score"), ("invalidated_at", "is_invalidated_at"),
    ])
  func pairs(main: String, staging: String) throws {
    let hints = try hints("k INT64, \(main) STRING(5)", "k INT64, \(staging) STRING(5)")
    #expect(
      hints == [
        main: "perhaps renamed: staging has '\(staging)' of the same type",
        staging: "perhaps renamed: main has '\(main)' of the same type",
      ])
  }

  @Test(
    "Names that share little, or types that differ, make no hint",
    arguments: [
      ("home_id STRING", "home_city STRING"), ("a STRING", "b STRING"), ("score STRING", "rating STRING"),
      ("feature_count INT64", "feature_cnt STRING"), ("feature_count STRING(5)", "feature_cnt STRING(6)"),
      ("feature_count INT64", "feature_cnt ARRAY<INT64>"), ("points_last_5 INT64", "points_last_10 INT64"),
      ("avg_2024_q1 INT64", "avg_2025_q2 INT64"), ("home_team_id INT64", "away_team_id INT64"),
    ])
  func none(main: String, staging: String) throws {
    #expect(try hints("k INT64, \(main)", "k INT64, \(staging)") == [:])
  }

  @Test("Both findings stay, with the severity and consequence that they have without a hint")
  func bothStay() throws {
    #expect(
      Comparing.lines(
        try Comparing.differences("s STRUCT<feature_count INT64>", "s STRUCT<feature_cnt INT64>"))
        == ["error missing-column s.feature_count", "error extra-column s.feature_cnt"])
  }

  @Test("Each column has one partner, the most alike first")
  func bestPartner() throws {
    let hints = try hints(
      "player_points INT64, player_points_avg INT64",
      "player_points_av INT64, player_pts_avg INT64, player_point INT64")
    #expect(hints["player_points_avg"]?.contains("'player_points_av'") == true)
    #expect(hints["player_points"]?.contains("'player_point'") == true)
    #expect(hints["player_pts_avg"] == nil)
  }

  @Test("A STRUCT is of the same type however its fields are spelled and whatever the exports tell of them")
  func structures() {
    func schema(_ name: String, _ field: Column) -> TableSchema {
      TableSchema(columns: [Column(name, .structure([field]), mode: .nullable)])
    }
    let main = schema("game_info", Comparing.string("City", Column.Attributes(description: .absent)))
    let staging = schema("game_infos", Comparing.string("city", mode: nil))
    #expect(Comparing.differences(main, staging).map { $0.hint != nil } == [true, true])
  }

  @Test("A hint clips a long name and looks at none that BigQuery would not take")
  func longNames() throws {
    let long = String(repeating: "x", count: 290)
    let hints = try hints("\(long)a INT64", "\(long)b INT64")
    #expect(hints.values.allSatisfy { $0.utf8.count < 130 })
    #expect(hints.count == 2)
    let endless = String(repeating: "x", count: 1_000_000)
    #expect(try self.hints("\(endless)a INT64", "\(endless)b INT64") == [:])
  }

  @Test("Where there is too much to compare, there are findings and no hints")
  func many() throws {
    func schema(_ count: Int, _ name: (Int) -> String) -> TableSchema {
      TableSchema(columns: (0..<count).map { Comparing.int(name($0)) })
    }
    let wide = Comparing.differences(schema(10_000) { "column_a\($0)" }, schema(10_000) { "column_b\($0)" })
    #expect(wide.count == 20_000)
    #expect(wide.allSatisfy { $0.hint == nil })
    let padding = String(repeating: "abcdefghij", count: 28)
    let long = Comparing.differences(
      schema(200) { "left_\(padding)_\($0)" }, schema(200) { "right\($0)_" + String(padding.reversed()) })
    #expect(long.count == 400)
  }
}
