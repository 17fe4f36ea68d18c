-- Alters 3 staging tables of nba-props-platform.nba_predictions.player_prop_predictions, which removes 14 of 14
--   findings.
--
-- Removed:
--   missing-column: calibrated_confidence_score, calibration_method, early_season_flag, feature_count,
--     feature_data_source, feature_quality_score, feature_version, invalidated_at, invalidation_reason,
--     prediction_error_code, raw_confidence_score, teammate_opportunity_score, teammate_out_starters,
--     teammate_usage_boost
--
-- New columns stand behind the others, and are NULL in rows that are there.

-- s1: 3 tables, the first
--   nba-props-platform.nba_predictions._staging_batch_2026_01_30_1769796743_prediction_worker_00110_abc0
ALTER TABLE `nba-props-platform`.`nba_predictions`.`_staging_batch_2026_01_30_1769796743_prediction_worker_00110_abc0`
  ADD COLUMN IF NOT EXISTS calibrated_confidence_score FLOAT64,
  ADD COLUMN IF NOT EXISTS calibration_method STRING,
  ADD COLUMN IF NOT EXISTS early_season_flag BOOL,
  ADD COLUMN IF NOT EXISTS feature_count INT64,
  ADD COLUMN IF NOT EXISTS feature_data_source STRING,
  ADD COLUMN IF NOT EXISTS feature_quality_score FLOAT64,
  ADD COLUMN IF NOT EXISTS feature_version STRING,
  ADD COLUMN IF NOT EXISTS invalidated_at TIMESTAMP,
  ADD COLUMN IF NOT EXISTS invalidation_reason STRING,
  ADD COLUMN IF NOT EXISTS prediction_error_code STRING,
  ADD COLUMN IF NOT EXISTS raw_confidence_score FLOAT64,
  ADD COLUMN IF NOT EXISTS teammate_opportunity_score FLOAT64,
  ADD COLUMN IF NOT EXISTS teammate_out_starters STRING,
  ADD COLUMN IF NOT EXISTS teammate_usage_boost FLOAT64;

ALTER TABLE `nba-props-platform`.`nba_predictions`.`_staging_batch_2026_01_30_1769796743_prediction_worker_00111_abc1`
  ADD COLUMN IF NOT EXISTS calibrated_confidence_score FLOAT64,
  ADD COLUMN IF NOT EXISTS calibration_method STRING,
  ADD COLUMN IF NOT EXISTS early_season_flag BOOL,
  ADD COLUMN IF NOT EXISTS feature_count INT64,
  ADD COLUMN IF NOT EXISTS feature_data_source STRING,
  ADD COLUMN IF NOT EXISTS feature_quality_score FLOAT64,
  ADD COLUMN IF NOT EXISTS feature_version STRING,
  ADD COLUMN IF NOT EXISTS invalidated_at TIMESTAMP,
  ADD COLUMN IF NOT EXISTS invalidation_reason STRING,
  ADD COLUMN IF NOT EXISTS prediction_error_code STRING,
  ADD COLUMN IF NOT EXISTS raw_confidence_score FLOAT64,
  ADD COLUMN IF NOT EXISTS teammate_opportunity_score FLOAT64,
  ADD COLUMN IF NOT EXISTS teammate_out_starters STRING,
  ADD COLUMN IF NOT EXISTS teammate_usage_boost FLOAT64;

ALTER TABLE `nba-props-platform`.`nba_predictions`.`_staging_batch_2026_01_30_1769796743_prediction_worker_00112_abc2`
  ADD COLUMN IF NOT EXISTS calibrated_confidence_score FLOAT64,
  ADD COLUMN IF NOT EXISTS calibration_method STRING,
  ADD COLUMN IF NOT EXISTS early_season_flag BOOL,
  ADD COLUMN IF NOT EXISTS feature_count INT64,
  ADD COLUMN IF NOT EXISTS feature_data_source STRING,
  ADD COLUMN IF NOT EXISTS feature_quality_score FLOAT64,
  ADD COLUMN IF NOT EXISTS feature_version STRING,
  ADD COLUMN IF NOT EXISTS invalidated_at TIMESTAMP,
  ADD COLUMN IF NOT EXISTS invalidation_reason STRING,
  ADD COLUMN IF NOT EXISTS prediction_error_code STRING,
  ADD COLUMN IF NOT EXISTS raw_confidence_score FLOAT64,
  ADD COLUMN IF NOT EXISTS teammate_opportunity_score FLOAT64,
  ADD COLUMN IF NOT EXISTS teammate_out_starters STRING,
  ADD COLUMN IF NOT EXISTS teammate_usage_boost FLOAT64;
