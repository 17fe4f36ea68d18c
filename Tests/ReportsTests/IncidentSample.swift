@testable import Comparison
@testable import Engines
@testable import Schema

/// The incident: 72 columns in main, 58 in each of 1,665 staging tables of 19 batches.
enum IncidentSample {
  static let main = TableName(
    project: "nba-props-platform", dataset: "nba_predictions", table: "player_prop_predictions")

  /// What the MERGE makes of a column that staging lacks.
  static let consequence =
    BigQueryTypes().words.valueMissing
    + " A MERGE with explicit columns works: NULL on insert, unchanged on update."

  /// The names of all staging tables, in order.
  static let tables: [TableName] = {
    let days: [(day: Int, start: Int, batches: [Int])] = [
      (23, 1_769_162_400, [80, 80, 80, 80, 80]), (25, 1_769_335_200, [83, 83, 84]), (27, 1_769_508_000, [2]),
      (29, 1_769_680_800, [113]), (30, 1_769_767_200, [Int](repeating: 100, count: 9)),
    ]
    return days.flatMap { day in
      day.batches.enumerated().flatMap { batch, count in
        (0..<count).map { worker in
          let digits = String(100_000 + worker).dropFirst()
          return TableName(
            project: main.project, dataset: main.dataset,
            table:
              "_staging_batch_2026_01_\(day.day)_\(day.start + batch * 3600)_prediction_worker_\(digits)_abc1"
          )
        }
      }
    }
  }()

  /// The audit with all drift new, made once for all tests.
  static let new: Result<ComparedAudit, any Error> = Result { try make { _ in .new } }

  /// The audit; `status` says what the baseline makes of a missing column.
  static func make(status: (String) -> Finding.Status) throws -> ComparedAudit {
    var builder = try SampleAuditBuilder(main: main, source: "main.json", columns: columns)
    let group = builder.tables(tables, shape: "58 columns", columns: 58)
    for column in columns.suffix(14) {
      let parts = column.split(separator: " ", maxSplits: 1).map(String.init)
      builder.finding(
        "missing-column", .warning, parts[0], main: parts[1], staging: nil, in: [group],
        status: status(parts[0]),
        consequence: consequence)
    }
    return builder.build()
  }

  /// Main's columns; the last 14 are in no staging table.
  static let columns = """
    prediction_id STRING REQUIRED
    system_id STRING REQUIRED
    player_lookup STRING REQUIRED
    universal_player_id STRING
    game_date DATE REQUIRED
    game_id STRING REQUIRED
    prediction_version INT64 REQUIRED
    predicted_points NUMERIC(5, 1) REQUIRED
    confidence_score NUMERIC(5, 2) REQUIRED
    recommendation STRING REQUIRED
    has_prop_line BOOL
    similarity_baseline NUMERIC(5, 1)
    fatigue_adjustment NUMERIC(5, 2)
    shot_zone_adjustment NUMERIC(5, 2)
    referee_adjustment NUMERIC(5, 2)
    look_ahead_adjustment NUMERIC(5, 2)
    pace_adjustment NUMERIC(5, 2)
    usage_spike_adjustment NUMERIC(5, 2)
    home_away_adjustment NUMERIC(5, 2)
    other_adjustments NUMERIC(5, 2)
    similar_games_count INT64
    avg_similarity_score NUMERIC(5, 2)
    min_similarity_score NUMERIC(5, 2)
    current_points_line NUMERIC(4, 1)
    line_margin NUMERIC(5, 2)
    ml_model_id STRING
    line_source STRING
    estimated_line_value NUMERIC(4, 1)
    estimation_method STRING
    line_source_api STRING
    sportsbook STRING
    was_line_fallback BOOL
    prediction_variance NUMERIC(5, 2)
    system_agreement_score NUMERIC(5, 2)
    contributing_systems INT64
    key_factors JSON
    warnings JSON
    expected_games_count INT64
    actual_games_count INT64
    completeness_percentage FLOAT64
    missing_games_count INT64
    is_production_ready BOOL
    data_quality_issues STRING
    last_reprocess_attempt_at TIMESTAMP
    reprocess_attempt_count INT64
    circuit_breaker_active BOOL
    circuit_breaker_until TIMESTAMP
    manual_override_required BOOL
    season_boundary_detected BOOL
    backfill_bootstrap_mode BOOL
    processing_decision_reason STRING
    is_active BOOL REQUIRED
    superseded_by STRING
    injury_status_at_prediction STRING
    injury_flag_at_prediction BOOL
    injury_reason_at_prediction STRING
    created_at TIMESTAMP REQUIRED
    updated_at TIMESTAMP
    calibrated_confidence_score FLOAT64
    calibration_method STRING
    early_season_flag BOOL
    feature_count INT64
    feature_data_source STRING
    feature_quality_score FLOAT64
    feature_version STRING
    invalidated_at TIMESTAMP
    invalidation_reason STRING
    prediction_error_code STRING
    raw_confidence_score FLOAT64
    teammate_opportunity_score FLOAT64
    teammate_out_starters STRING
    teammate_usage_boost FLOAT64
    """.split(separator: "\n").map(String.init)
}
