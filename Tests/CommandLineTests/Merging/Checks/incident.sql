-- What the service ran: columns by position on both sides.
MERGE `nba-props-platform.nba_predictions.player_prop_predictions` T
USING (
  SELECT * FROM `nba-props-platform.nba_predictions._staging_batch_2026_01_30_1769796743_prediction_worker_00110_abc0`
  UNION ALL
  SELECT * FROM `nba-props-platform.nba_predictions._staging_batch_2026_01_30_1769796743_prediction_worker_00111_abc1`
  UNION ALL
  SELECT * FROM nba-props-platform.nba_predictions._staging_batch_2026_01_30_1769796743_prediction_worker_00112_abc2
) S
ON T.game_id = S.game_id AND T.player_lookup = S.player_lookup AND T.system_id = S.system_id
WHEN NOT MATCHED THEN INSERT ROW
