import Comparison
import Engines
import Schema

/// What each engine does with each kind of drift, as Markdown: the same loads that findings and verdicts come of, made of
/// small pairs of tables.
struct EffectTable {
  /// A kind of drift: its words, and main's columns and staging's.
  private struct Drift {
    let words: String
    let main: [Cell]
    let staging: [Cell]
  }

  /// A column in any engine's types.
  private struct Cell {
    let name: String
    let type: CommonType
    var isRequired = false
  }

  private static func id(_ name: String = "id", required: Bool = false) -> Cell {
    Cell(name: name, type: .integer(bits: 64, isSigned: true), isRequired: required)
  }
  private static func text(_ name: String, _ length: Int? = nil) -> Cell {
    Cell(name: name, type: .text(length))
  }
  private static func structure(_ names: String...) -> Cell {
    Cell(
      name: "s",
      type: .structure(
        names.map {
          CommonType.Field(
            column: Column($0, .unknown, mode: .nullable, in: .bigQuery),
            type: .integer(bits: 64, isSigned: true))
        }))
  }

  private static let drifts = [
    Drift(words: "nothing", main: [id(), text("a")], staging: [id(), text("a")]),
    Drift(words: "the last column is missing", main: [id(), text("a")], staging: [id()]),
    Drift(
      words: "… and main has it NOT NULL without a default", main: [text("a"), id(required: true)],
      staging: [text("a")]),
    Drift(
      words: "a column in the middle is missing, the next one has its type",
      main: [id(), text("a"), text("b")],
      staging: [id(), text("b")]),
    Drift(words: "an extra column", main: [id()], staging: [id(), text("a")]),
    Drift(words: "two columns of one type swapped", main: [id(), id("n")], staging: [id("n"), id()]),
    Drift(
      words: "a date and a number swapped", main: [id(), Cell(name: "d", type: .date)],
      staging: [Cell(name: "d", type: .date), id()]),
    Drift(words: "NULL allowed where main is NOT NULL", main: [id(required: true)], staging: [id()]),
    Drift(words: "a longer text", main: [text("a", 20)], staging: [text("a", 50)]),
    Drift(
      words: "a wider decimal", main: [Cell(name: "n", type: .decimal(precision: 5, scale: 2))],
      staging: [Cell(name: "n", type: .decimal(precision: 12, scale: 2))]),
    Drift(words: "a text for a date", main: [Cell(name: "d", type: .date)], staging: [text("d")]),
    Drift(words: "a text for a number", main: [id()], staging: [text("id")]),
    Drift(words: "a number for a text", main: [text("a")], staging: [id("a")]),
    Drift(words: "a field of a STRUCT missing", main: [structure("x", "y")], staging: [structure("x")]),
    Drift(words: "an extra field", main: [structure("x")], staging: [structure("x", "y")]),
    Drift(words: "two fields swapped", main: [structure("x", "y")], staging: [structure("y", "x")]),
  ]

  /// The engines that have tables with statements.
  private static var engines: [Engine] { EngineSet.all.engines.filter { !$0.types.loading.isReader } }

  /// The table, with a newline at its end.
  static var markdown: String {
    var text = "| drift | \(engines.map(\.types.words.engine).joined(separator: " | ")) |\n"
    text += "|---|" + engines.map { _ in "---|" }.joined() + "\n"
    for drift in drifts {
      text += "| \(drift.words) | " + engines.map { cell(drift, $0) }.joined(separator: " | ") + " |\n"
    }
    return text
  }

  /// The effect by position and by name, once where they are the same; a dash where the engine has no such type.
  private static func cell(_ drift: Drift, _ engine: Engine) -> String {
    guard let main = table(drift.main, engine), let staging = table(drift.staging, engine) else { return "–" }
    let effects = TableLoad(main: main, staging: staging).effects
    let words = [effects.position, effects.name].map { $0?.rawValue ?? "unknown" }
    return words[0] == words[1] ? words[0] : words.joined(separator: " / ")
  }

  private static func table(_ cells: [Cell], _ engine: Engine) -> TableSchema? {
    var columns: [Column] = []
    for cell in cells {
      guard let type = engine.types.type(meaning: cell.type) else { return nil }
      columns.append(Column(cell.name, type, mode: cell.isRequired ? .required : .nullable, in: engine))
    }
    return TableSchema(columns: columns, in: engine)
  }
}
