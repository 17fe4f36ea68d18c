import Text

/// What an issue says, with a full stop.
struct MergeIssueWords {
  /// Number of columns.
  let count: Int
  /// Their names.
  let names: String
  let detail: String
  /// The tables that show it; empty where all do.
  let tables: String

  private var columns: String { Count.of(count, "column") }
  private var of: String { tables.isEmpty ? "" : " of \(tables)" }
  private var with: String { tables.isEmpty ? "" : "; in \(tables)" }
  private func one(_ word: String, _ many: String) -> String { count == 1 ? word : many }

  func text(of kind: MergeIssue.Kind) -> String {
    switch kind {
    case .notUnderstood: "\(detail)."
    case .notFollowed: "\(detail) is not followed."
    case .unknownTable: "\(names) \(detail)."
    case .computedFromDrift:
      "\(names) \(one("is", "are")) of another type than in main, and what is reckoned from \(one("it", "them")) is not known\(with)."
    case .neither: "\(columns) of main \(one("is", "are")) neither inserted nor updated: \(names)."
    case .insertedOnly:
      "\(columns) \(one("is", "are")) inserted and never updated\(with.replacing("; in", with: " in rows of")): \(names). "
        + "Where that is meant, --keep says so."
    case .updatedOnly: "\(columns) \(one("is", "are")) updated and never inserted: \(names)."
    case .updatedInPart:
      "\(columns) \(one("is", "are")) updated by some WHEN MATCHED and not by others: \(names). Where that is meant, --keep says so."
    case .noUpdate: "no WHEN MATCHED updates rows that are there. Where that is meant, --keep '*' says so."
    case .noInsert: "no WHEN NOT MATCHED inserts rows that are not there."
    case .notInMain: "it names \(columns) that main lacks: \(names)."
    case .namedTwice: "\(names) \(one("is", "are")) set twice."
    default: rest(kind)
    }
  }

  private func rest(_ kind: MergeIssue.Kind) -> String {
    switch kind {
    case .missing:
      "it reads \(columns) that \(tables.isEmpty ? "the table" : tables) \(tables.contains(" and ") ? "lack" : "lacks"): \(names)."
    case .notInSource: "it names \(columns) that the rows it reads do not have: \(names)."
    case .ambiguous: "\(names) stands alone and may be main's or staging's."
    case .twice: "\(names) comes twice out of the query, and cannot be named then\(with)."
    case .dropped: "\(columns)\(of) \(one("is", "are")) there and not inserted: \(names)."
    case .insertRow:
      "INSERT ROW \(detail)\(with). It goes by position: a column more on either side changes what lands where."
    case .insertAll:
      "INSERT … SELECT \(detail)\(with). It goes by position: a column more on either side changes what lands where."
    case .noColumnList:
      "INSERT names no columns: its values go by position, and the next column of main makes it fail."
    case .valueCount: "INSERT fails: \(detail)."
    case .unionCount: "rows do not fit under each other: \(detail)\(with)."
    case .unionPosition: "rows come under each other by position, not by name: \(names)\(with)."
    case .unionByName: "BY NAME fails: \(names), which \(tables.isEmpty ? "some" : tables) \(detail)."
    case .wrongColumn: "\(columns) \(one("gets", "get")) values of another: \(names)\(with)."
    case .wrongField: "\(Count.of(count, "field")) \(one("gets", "get")) values of another: \(names)\(with)."
    case .type: "values do not fit the \(one("column", "columns")): \(names)\(with)."
    case .mixedFields:
      "fields of a STRUCT go by position, and those of \(names) stand in another order\(with)."
    case .narrowed: "values may be longer or more precise than main takes: \(names)\(with)."
    case .noCommonType:
      "\(names.isEmpty ? "values" : "values of \(names)") have no common type: \(detail)\(with)."
    case .cannotCast: "there is no CAST for \(names)\(with)."
    case .nulled: "an update makes \(columns) NULL\(with.replacing("; in", with: " in rows of")): \(names)."
    case .nulledField:
      "an update makes \(Count.of(count, "field")) NULL\(with.replacing("; in", with: " in rows of")): \(names)."
    case .requiredNull: "\(names) \(one("is", "are")) REQUIRED and would be NULL\(with)."
    default: ofRows(kind)
    }
  }

  private func ofRows(_ kind: MergeIssue.Kind) -> String {
    switch kind {
    case .noKey: "ON compares no column of main with one of staging."
    case .keyMismatch: "ON compares columns of different names: \(names)."
    case .keysDiffer:
      "one row is left for each \(names) too, which ON does not compare: several rows can meet one of main."
    case .rowsLost:
      "one row is left whatever its \(names), which ON compares: the others of them are lost."
    case .constantUpdate:
      "an update writes a constant over \(names) in rows of tables that lack \(one("it", "them"))\(with)."
    case .neverRuns: "this never holds for any row."
    case .notRead: "\(names) \(names.hasPrefix("1 ") ? "is" : "are") not read."
    case .noPartitionFilter:
      "main requires a filter on \(names), and ON has none against constants: a comparison with staging's column does not count."
    case .variableNotSet: "\(names) has no value when ON reads it."
    case .notCommitted: "the transaction is never committed."
    case .deletesRest:
      "it deletes every row of main that the rows it reads lack: a staging table seldom holds all of them."
    case .deletesMatched: "it deletes every row of main that it finds."
    case .deletesAll: "it deletes every row of main."
    case .replacedInPart:
      "rows of main are deleted and inserted anew, without their \(names)\(with)."
    case .appends:
      "it inserts and deletes nothing before: a key that main has comes twice. Where that is meant, --keep '*' says so."
    case .deletes: "it deletes rows of main that staging \(detail), where its condition holds."
    case .updatesRest: "rows of main that staging lacks get another \(names)."
    case .repeats:
      "nothing leaves one row for each key: a key that comes twice in staging comes twice in main."
    case .notInTransaction: "DELETE and INSERT are no transaction: where the INSERT fails, the rows are gone."
    case .star: "* takes the columns that a table has when it runs."
    case .openUnion: "UNION goes by position; today the columns stand in one order."
    case .extra: "\(columns) that main lacks \(one("is", "are")) left out\(with): \(names)."
    case .mayBeNull: "\(names) \(one("is", "are")) REQUIRED: a row that has NULL there makes it fail\(with)."
    case .notReduced: "nothing leaves one row for each key: it fails where two rows meet one of main."
    case .filterUntold: "whether main requires a filter on \(names) is not told by its export; ON has none."
    case .standIn: "it reads \(names); \(detail) stood in its place in turn."
    case .otherMerge: "the MERGE into \(names) is left alone."
    default: names
    }
  }
}
