/// One engine's types.
package protocol TypeSystem: Sendable {
  /// The words in which consequences are told.
  var words: EngineWords { get }
  /// Which names of columns, and of fields, are one.
  var names: NameFolding { get }
  /// How the engine takes rows.
  var loading: LoadingRules { get }
  /// What tells that a row of information_schema.columns is this engine's; nil where nothing does.
  var tellingKeys: TellingKeys? { get }
  /// Whether a row of information_schema.columns without `tellingKeys` can be this engine's.
  var writesInformationSchema: Bool { get }
  /// Whether such rows can be this engine's though it has no such view: tools write them too.
  var writesCatalogRows: Bool { get }

  /// The type that a text names.
  ///
  /// - Throws: `TypeTextError` with the offset of the first thing that does not fit.
  func type(_ text: String) throws(TypeTextError) -> DataType
  /// The type that a row of information_schema.columns tells.
  ///
  /// - Throws: `TypeTextError` of the text in the row.
  func type(of row: TypeRow) throws(TypeTextError) -> DataType
  /// What a row of information_schema.columns says of a column besides name, type and mode, as the engine means it.
  func attributes(_ told: Column.Attributes, of row: GenerationRow) -> Column.Attributes
  /// How the engine fills a column by itself, as a row of information_schema.columns and its default say.
  func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation>
  /// Whether a row with no key that tells the engine may be the engine's own: it writes that very `data_type`.
  func writes(_ row: TypeRow) -> Bool
  /// The type as the engine itself writes it.
  func text(_ type: DataType) -> String
  /// What it takes to write values of one scalar type into a column of another of a different name.
  func effect(_ from: String, _ to: String) -> CastEffect
  /// The function that reads a text as a value of a type where a CAST makes a text in that type of it; nil where none is
  /// needed.
  func parser(of staging: DataType, for main: DataType) -> String?
  /// How many letters, bytes or digits a value may have, and how many behind the point or the second; nil where
  /// parameters were left out by the export, so that nothing is known.
  func limits(_ type: String, _ parameters: [Int]) -> TypeLimits?
  /// Whether values of another length than the column's are refused without a CAST, shorter ones too.
  func takesOnlyItsLength(_ type: String) -> Bool
  /// Whether a table from which a column was dropped has a gap in its ordinal positions.
  var leavesGaps: Bool { get }
  /// Whether no ARRAY is ever NULL, so that one that is missing is empty.
  var arraysAreNeverNull: Bool { get }
  /// Whether elements of ARRAYs, and fields in them, coerce as values outside do.
  var coercesInsideArrays: Bool { get }
  /// What a type means, by which it is found in another engine; nil where it has no counterpart.
  func meaning(_ type: DataType) -> CommonType?
  /// The type that means the same here; nil where there is none.
  func type(meaning: CommonType) -> DataType?
}

extension TypeSystem {
  /// As most engines take rows.
  package var loading: LoadingRules { LoadingRules() }
  /// No key tells the engine.
  package var tellingKeys: TellingKeys? { nil }
  /// Most engines count columns anew.
  package var leavesGaps: Bool { false }
  /// What is shorter fits in most types.
  package func takesOnlyItsLength(_ type: String) -> Bool { false }
  /// Most engines read texts by a CAST.
  package func parser(of staging: DataType, for main: DataType) -> String? { nil }
  /// Most engines have the view.
  package var writesInformationSchema: Bool { true }
  /// Tools write what engines have.
  package var writesCatalogRows: Bool { writesInformationSchema }
  /// Most engines have NULL beside the empty ARRAY.
  package var arraysAreNeverNull: Bool { false }
  /// Elements of ARRAYs have to be of the same type.
  package var coercesInsideArrays: Bool { false }

  /// What the row says, without the default that some engines show in the place of what fills the column.
  package func attributes(_ told: Column.Attributes, of row: GenerationRow) -> Column.Attributes {
    standardAttributes(told, of: row)
  }

  /// What the row says in most engines.
  package func standardAttributes(_ told: Column.Attributes, of row: GenerationRow) -> Column.Attributes {
    var attributes = told
    attributes.generation = generation(of: row, default: told.defaultExpression)
    if attributes.generation.value != nil, told.defaultExpression.isKnown {
      attributes.defaultExpression = .absent
    }
    return attributes
  }

  /// Most engines have the keys of the SQL standard.
  package func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation> {
    row.standard
  }

  /// The type in `data_type`, which most engines write in full.
  package func type(of row: TypeRow) throws(TypeTextError) -> DataType { try type(row.dataType) }
}

/// Keys of rows of information_schema.columns that one engine alone writes, in lower case.
package struct TellingKeys: Sendable, Hashable {
  /// Keys that have to be there, with whatever value.
  package var present: [String] = []
  /// Keys that have to hold a text.
  package var filled: [String] = []
  /// When these keys are looked for: engines whose keys stand in rows of other engines too come later.
  package var turn: Int

  /// Keys, and when they are looked for.
  package init(present: [String] = [], filled: [String] = [], turn: Int) {
    self.present = present
    self.filled = filled
    self.turn = turn
  }
}

/// How long a value may be: letters, bytes or digits before the point, and digits behind the point or the second.
package struct TypeLimits: Hashable, Sendable {
  /// Letters, bytes, or digits before the point.
  package var whole: Int
  /// Digits behind the point or the second.
  package var fraction: Int

  /// No limit on either side.
  package static let none = TypeLimits(whole: .max, fraction: .max)

  /// Limits from their parts.
  package init(whole: Int, fraction: Int) {
    self.whole = whole
    self.fraction = fraction
  }
}

/// What a row of information_schema.columns tells about a type; nil for what the row does not hold, or holds as null.
package struct TypeRow: Hashable, Sendable {
  /// `data_type`.
  package var dataType: String
  /// PostgreSQL's and Redshift's `udt_name`.
  package var udtName: String?
  /// MySQL's `COLUMN_TYPE`.
  package var columnType: String?
  /// Databricks' `full_data_type`.
  package var fullDataType: String?
  /// `character_maximum_length`.
  package var characterLength = Fact<Int>.absent
  /// `numeric_precision`, in digits.
  package var precision = Fact<Int>.absent
  /// `numeric_scale`.
  package var scale = Fact<Int>.absent
  /// `datetime_precision`.
  package var fraction = Fact<Int>.absent
  /// Whether the row has keys that BigQuery's view does not have.
  package var isForeignToBigQuery = false

  /// A row whose `data_type` tells everything.
  package init(_ dataType: String) { self.dataType = dataType }
}

/// What a type means in any engine.
package indirect enum CommonType: Hashable, Sendable {
  case boolean
  case integer(bits: Int, isSigned: Bool)
  /// Precision and scale; nil where there is no limit.
  case decimal(precision: Int?, scale: Int?)
  case float(bits: Int)
  /// Letters at most; nil where there is no limit.
  case text(Int?)
  /// Bytes at most; nil where there is no limit.
  case binary(Int?)
  case date
  /// A time of day, with so many digits behind the second.
  case time(Int)
  /// What a clock on a wall shows: date and time of day without a zone, with so many digits behind the second.
  case dateTime(Int)
  /// A moment, the same everywhere, with so many digits behind the second.
  case instant(Int)
  case json
  case uuid
  case array(CommonType)
  case structure([Field])
  case map(key: CommonType, value: CommonType)

  /// A field of a STRUCT.
  package struct Field: Hashable, Sendable {
    /// The field as its engine tells it.
    package var column: Column
    /// What its type means.
    package var type: CommonType

    /// A field and what its type means.
    package init(column: Column, type: CommonType) {
      self.column = column
      self.type = type
    }
  }
}

/// An engine's words for what becomes of rows.
package struct EngineWords: Sendable, Hashable {
  /// The engine's name: `BigQuery`.
  package var engine: String
  /// The statement that takes values by position: `INSERT ROW`.
  package var insertAll: String
  /// The statement that names columns, with its article: `a MERGE with explicit columns`.
  package var merge: String
  /// The same in a column of labels: `explicit MERGE`.
  package var mergeLabel: String
  /// The cast that makes NULL of what does not convert: `SAFE_CAST`; nil where the engine has none.
  package var safeCast: String?
  /// Words; what is not named is as in most engines.
  package init(
    engine: String, insertAll: String = "INSERT … SELECT *", merge: String = "a MERGE with explicit columns",
    mergeLabel: String = "explicit MERGE", safeCast: String? = nil
  ) {
    self.engine = engine
    self.insertAll = insertAll
    self.merge = merge
    self.mergeLabel = mergeLabel
    self.safeCast = safeCast
  }

  /// `merge` at the beginning of a sentence.
  package var mergeFirst: String { merge.prefix(1).uppercased() + merge.dropFirst() }
  /// Both ways: `INSERT ROW and a MERGE with explicit columns`.
  package var both: String { "\(insertAll) and \(merge)" }
}
