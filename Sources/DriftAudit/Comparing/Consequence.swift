/// Sentences that several rules share.
enum Consequence {
  /// Begins what is said of a column that staging lacks. Reports may say how many values there are instead.
  static let valueMissing = "INSERT ROW fails: it needs a value for every column of main."
  /// Begins what is said of a column that main lacks.
  static let valueTooMany = "INSERT ROW fails: main has no column for the value."
  static let structNoLongerFits =
    "The whole STRUCT no longer fits, because BigQuery assigns it by position and number of fields: INSERT ROW and a "
    + "MERGE with explicit columns both fail until the STRUCT is rebuilt by name."
  static let arrayNoLongerFits =
    "The whole ARRAY no longer fits, because its STRUCTs must have the same fields: INSERT ROW and a MERGE with explicit "
    + "columns both fail until the ARRAY is rebuilt element by element."
  static let everyValueFits =
    "Nothing breaks: every value of staging fits main, by INSERT ROW and by a MERGE with explicit columns."
  static let rowsAreTheSame = "Rows are merged as before, by INSERT ROW and by a MERGE with explicit columns."
}
