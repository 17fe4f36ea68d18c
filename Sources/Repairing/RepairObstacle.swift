import Schema
import Engines
import Text

/// Why a finding stays.
enum RepairObstacle: Hashable, Sendable {
  /// Only the altered side has the column.
  case wouldDestroy
  /// No ALTER adds a field to a STRUCT.
  case fieldOfStruct
  /// No ALTER changes the mode of a field.
  case modeOfField
  /// No ALTER changes what else is told of a field.
  case optionOfField
  case orderOfColumns
  case orderOfFields
  /// There is no CAST.
  case noCast(from: String, to: String)
  /// There is no ALTER that converts the values, or it fails on some or loses a part.
  case conversion(from: String, to: String, AlterFate)
  /// A CAST loses a part of every value.
  case losing(from: String, to: String)
  /// An ALTER does not change types inside of an ARRAY.
  case insideArray
  /// An ALTER does not change the type of what is REQUIRED.
  case requiredType
  /// The altered table may hold values that the other side's length or precision does not take.
  case narrower(from: String, to: String, AlterFate)
  /// Main's type takes every value of staging tables.
  case takesAll
  /// No ALTER makes a column REQUIRED.
  case notRequired
  /// The column is new, and rows that are there have no value for it.
  case withoutValue
  /// What goes with main's type need not go with the one that the column keeps.
  case ofOtherType
  /// REQUIRED columns of staging go into NULLABLE ones of main.
  case nothingBreaks
  /// What main says counts, and is not given up for what staging tables say.
  case mainsWord
  case collation
  case policyTag
  /// Staging tables have the column in several types.
  case divided
  /// The column has policy tags, which a column that takes its place would not have.
  case tagged
  /// The table is partitioned or clustered by the column.
  case partitionedBy
  case partitioning
  case clustering
  /// Sample records tell what a writer writes.
  case writer
  case unknownType
  /// Main fills the column itself.
  case filledByMain
  /// Statements that read staging tables by the name would break.
  case spelling

  /// What keeps the engine from altering a type.
  init(_ obstacle: AlterObstacle) {
    switch obstacle {
    case .insideArray: self = .insideArray
    case .required: self = .requiredType
    }
  }

  /// What stands behind a finding's column: a sentence with a full stop.
  func text(_ dialect: some AlterDialect, _ settings: RepairSettings) -> String {
    let engine = dialect.engine.name
    let rewrite = settings.rewrites ? "" : " --rewrite writes the column anew."
    switch self {
    case .wouldDestroy:
      return settings.target == .staging
        ? "DROP COLUMN would destroy the values; --target main gives main a place for them."
        : "DROP COLUMN would destroy main's values; --target staging gives it to staging tables."
    case .fieldOfStruct:
      return "No ALTER of \(engine) adds a field to a STRUCT; `bq update` with the whole schema does."
        + (settings.rewrites ? "" : " So does --rewrite.")
    case .modeOfField:
      return
        "No ALTER of \(engine) changes the mode of a field; `bq update` with the whole schema relaxes it."
    case .optionOfField: return "No ALTER reaches a field; `bq update` with the whole schema does."
    case .orderOfColumns: return "No ALTER moves a column; a MERGE that names its columns does not care."
    case .orderOfFields: return "No ALTER moves a field." + rewrite
    case .noCast(let from, let to):
      return
        "There is no CAST from \(Self.short(from)) to \(Self.short(to)): fill a new column by an expression of your own."
    case .conversion(let from, let to, let fate):
      return fate.text(from: Self.short(from), to: Self.short(to), engine: engine) + rewrite
    case .losing(let from, let to):
      return
        "A CAST from \(Self.short(from)) to \(Self.short(to)) loses a part of values, and none tells of which."
    case .insideArray: return "No ALTER of \(engine) changes types inside of an ARRAY." + rewrite
    case .requiredType:
      return "\(engine) changes no type that is REQUIRED, or has a REQUIRED field." + rewrite
    case .narrower(let from, let to, let fate):
      if fate.conversion != .none {
        return fate.text(from: Self.short(from), to: Self.short(to), engine: engine) + rewrite
      }
      return "A value of \(Self.short(from)) need not fit \(Self.short(to)), so that it is not narrowed."
        + rewrite
    case .takesAll: return "Main's type takes every value; --target staging gives it to staging tables."
    case .notRequired: return "No ALTER of \(engine) makes a column REQUIRED: create the table anew."
    case .withoutValue: return "Where it is added, rows have no value for it: it is NULLABLE until they do."
    case .ofOtherType: return "The column keeps another type, which it need not fit."
    case .nothingBreaks: return "Nothing breaks, and main stays NULLABLE for other writers."
    case .mainsWord: return "What main has counts; --target staging gives it to staging tables."
    case .collation: return "No ALTER of \(engine) changes the collation of a column." + rewrite
    case .policyTag: return "No ALTER sets a policy tag; `bq update` with the whole schema does."
    case .divided: return "Staging tables have it in several types, of which main cannot be all."
    case .tagged: return "It has policy tags, which a column in its place would not have."
    case .partitionedBy:
      return
        "The table is partitioned or clustered by it, so that no column can take its place: create the table anew."
    case .partitioning: return "No ALTER changes how a table is partitioned: create it anew."
    case .clustering:
      return "No ALTER changes by what a table is clustered; `bq update --clustering_fields` does."
    case .writer: return "Sample records are no table: the writer has to fill, or leave, the column."
    case .filledByMain:
      return
        "Main fills the column itself: staging tables need none, and DROP COLUMN would destroy its values."
    case .spelling: return "ALTER TABLE … RENAME COLUMN changes it for everything that reads the table."
    case .unknownType: return "The export does not tell a type that \(engine) has."
    }
  }

  private static func short(_ type: String) -> String { SafeText.printable(type, limit: 60) }
}
