import GoogleSQL

/// Something that a MERGE does, or that is not understood of it.
struct MergeIssue: Hashable, Sendable {
  let kind: Kind
  let place: SQLPlace
  /// What it is about: a column, as main spells it where main has it.
  var subject = ""
  /// What else the sentence says; issues with another are told apart.
  var detail = ""
  /// Index of the shape whose tables show it; nil where it is so for all.
  var shape: Int?

  /// What it does to the verdict.
  enum Level: Hashable, Sendable {
    case unsafe
    case unknown
    case note
  }

  enum Kind: Hashable, Sendable {
    // Not understood.
    case notUnderstood, notFollowed, unknownTable, computedFromDrift
    // Columns of main.
    case neither, insertedOnly, updatedOnly, updatedInPart, noUpdate, noInsert, notInMain, namedTwice
    // Columns of staging.
    case missing, notInSource, ambiguous, twice, dropped
    // By position.
    case insertRow, insertAll, noColumnList, valueCount, unionCount, unionPosition, unionByName
    // Values.
    case wrongColumn, wrongField, type, mixedFields, narrowed, noCommonType, cannotCast, nulled, nulledField,
      requiredNull
    // Rows.
    case noKey, keyMismatch, keysDiffer, rowsLost, neverRuns, constantUpdate, notRead, noPartitionFilter,
      variableNotSet, notCommitted, deletesRest, deletesMatched, deletesAll, replacedInPart, appends
    // Notes.
    case star, openUnion, extra, mayBeNull, notReduced, filterUntold, standIn, otherMerge, deletes,
      updatesRest,
      repeats, notInTransaction
  }

  var level: Level {
    switch kind {
    case .notUnderstood, .notFollowed, .unknownTable, .computedFromDrift: .unknown
    case .star, .openUnion, .extra, .mayBeNull, .notReduced, .filterUntold, .standIn, .otherMerge, .deletes,
      .updatesRest, .repeats, .notInTransaction:
      .note
    case .neither, .insertedOnly, .updatedOnly, .updatedInPart, .noUpdate, .noInsert, .notInMain, .namedTwice,
      .missing,
      .notInSource, .ambiguous,
      .twice,
      .dropped, .insertRow, .insertAll, .noColumnList, .valueCount, .unionCount, .unionPosition, .unionByName,
      .wrongColumn,
      .wrongField, .type, .mixedFields, .narrowed, .noCommonType, .cannotCast, .nulled, .nulledField,
      .requiredNull,
      .noKey, .keyMismatch, .keysDiffer, .rowsLost, .neverRuns, .constantUpdate, .notRead, .noPartitionFilter,
      .variableNotSet, .notCommitted, .deletesRest, .deletesMatched, .deletesAll, .replacedInPart, .appends:
      .unsafe
    }
  }
}
