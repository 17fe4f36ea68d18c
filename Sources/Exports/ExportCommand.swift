/// Commands that messages name.
enum ExportCommand {
  /// Exports all columns of a dataset.
  static let columns =
    "bq query --nouse_legacy_sql --format=json -n 100000000 "
    + "'SELECT * FROM DATASET.INFORMATION_SCHEMA.COLUMNS' > columns.json"
}
