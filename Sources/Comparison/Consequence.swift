import Schema
import Engines

extension EngineWords {
  /// Begins what is said of a column that staging lacks. Reports may say how many values there are instead.
  package var valueMissing: String {
    takesFewerValues
      ? "\(insertAll) goes by position and takes fewer values than main has columns: values land in other columns than "
        + "their own, or fail on the type."
      : "\(insertAll) fails: it needs a value for every column of main."
  }
  /// Begins what is said of a column that main lacks.
  package var valueTooMany: String { "\(insertAll) fails: main has no column for the value." }

  /// What is said of a STRUCT whose fields are not main's, where fields go by position.
  var structNoLongerFits: String {
    "The whole STRUCT no longer fits, because \(engine) assigns it by position and number of fields: \(both) both fail "
      + "until the STRUCT is rebuilt by name."
  }
  /// What is said of a field that staging lacks, where fields go by name.
  var fieldIsNull: String {
    "\(engine) assigns fields of a STRUCT by name: \(both) both make the field NULL without a word, in rows that are "
      + "updated too."
  }
  /// What is said of a field that main lacks, where fields go by name.
  var fieldIsDropped: String {
    "\(engine) assigns fields of a STRUCT by name: \(both) both drop the field's values without a word."
  }
  /// What is said of an ARRAY of STRUCTs whose fields are not main's.
  var arrayNoLongerFits: String {
    "The whole ARRAY no longer fits, because its STRUCTs must have the same fields: \(both) both fail until the ARRAY is "
      + "rebuilt element by element."
  }
  /// What is said where nothing breaks.
  var everyValueFits: String {
    isReader
      ? "Nothing breaks: every value of staging fits main."
      : "Nothing breaks: every value of staging fits main, by \(insertAll) and by \(merge)."
  }
  /// What is said of facts that rows do not show.
  var rowsAreTheSame: String {
    isReader ? "Records are read as before." : "Rows are merged as before, by \(insertAll) and by \(merge)."
  }
}
