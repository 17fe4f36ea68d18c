import Engines
import Schema
import Text

/// What the two usual ways of merging would do with one staging table, in words: `works`, `works until …` or `fails`, as
/// `TableLoad` has it.
package struct MergeVerdict: Hashable, Sendable {
  /// What `INSERT ROW`, or what the engine has in its place, would do, with a full stop.
  package let insertRow: String
  /// What a MERGE that names its columns would do, with a full stop.
  let explicitMerge: String
  /// Both ways as a reader meets them, each with its label.
  package let lines: [Line]

  /// One way of merging, and what it would do.
  package struct Line: Hashable, Sendable {
    /// The way: `INSERT ROW`.
    package let label: String
    /// What it would do, with a full stop.
    package let text: String
  }

  /// The verdict on rows of `staging` that are merged into `main`.
  package init(main: TableSchema, staging: TableSchema) {
    self.init(TableLoad(main: main, staging: staging))
  }

  /// The verdict on a load.
  package init(_ load: TableLoad) {
    let types = load.main.engine.types
    let words = types.words
    insertRow = Self.byPosition(load)
    explicitMerge = Self.byName(load)
    let isKnown =
      load.staging.sampledRecords == nil && load.main.isComplete && load.staging.isComplete
    if load.staging.sampledRecords != nil {
      lines = [Line(label: "merging", text: "unknown: sample records are no table.")]
    } else if !isKnown {
      lines = [Line(label: "merging", text: "unknown: not all columns need be declared.")]
    } else if types.loading.isReader {
      lines = [Line(label: words.mergeLabel, text: Self.reader(load))]
    } else {
      lines = [
        Line(label: words.insertAll, text: insertRow), Line(label: words.mergeLabel, text: explicitMerge),
      ]
    }
  }

  // MARK: Readers of files

  private static func reader(_ load: TableLoad) -> String {
    var reasons: [String] = []
    let unfilled = load.missing.filter { TableLoad.unfilled($0, load.main.engine.types.loading) == .fails }
    let unfit = load.named.filter { !$0.load.fits }.map(\.column.name)
    if !unfilled.isEmpty {
      reasons.append("\(list(unfilled.map(\.name))) \(unfilled.count == 1 ? "has" : "have") no default")
    }
    if !unfit.isEmpty { reasons.append("\(list(unfit)) \(unfit.count == 1 ? "is" : "are") of another type") }
    if !reasons.isEmpty { return "with main's schema fails: \(reasons.joined(separator: "; "))." }
    return sentence("with main's schema reads staging's files", load.named.map(\.load), [])
  }

  // MARK: By position

  private static func byPosition(_ load: TableLoad) -> String {
    guard let landing = load.landing else {
      return "unknown: the exports do not say in which order the columns are."
    }
    if landing.isRefused {
      return
        "fails: \(Count.of(load.staging.columns.count, "value")) for \(Count.of(landing.wanted, "column"))."
    }
    if let (column, value, columnLoad) = landing.pairs.first(where: { !$0.load.fits }) {
      if columnLoad.events.contains(where: { $0.kind == .isRefused }) {
        return "fails: main fills \(column.name.clipped()) itself and takes no value for it."
      }
      let other = value.foldedName == column.foldedName ? "its value" : "the value of \(value.name.clipped())"
      return "fails: \(column.name.clipped()) is \(short(column, load)), \(other) is \(short(value, load))."
    }
    let empty = landing.rest.filter { TableLoad.unfilled($0, load.main.engine.types.loading) == .fails }
    if !empty.isEmpty {
      return "fails: it has no value for \(list(empty.map(\.name))), REQUIRED without a default."
    }
    if load.byPosition == .wrongValues {
      return "puts values into other columns without an error: \(load.exchanges(limit: 20))."
    }
    var notes: [String] = []
    if !landing.rest.isEmpty {
      notes.append(
        "the last \(Count.of(landing.rest.count, "column")) of main \(landing.rest.count == 1 ? "gets its" : "get their") default or NULL"
      )
    }
    return sentence("works", landing.pairs.map(\.load), notes)
  }

  private static func short(_ column: Column, _ load: TableLoad) -> String {
    ColumnSide(column, in: load.main.engine).type.clipped(to: 40)
  }

  // MARK: By name

  private static func byName(_ load: TableLoad) -> String {
    guard !load.named.isEmpty else { return "fails: no column is in both tables." }
    let rules = load.main.engine.types.loading
    let missing = load.missing
    let needed = missing.filter { TableLoad.unfilled($0, rules) == .fails }
    var obstacles = Obstacles(load).texts.map { "fails without \($0)" }
    if !needed.isEmpty {
      let have = needed.count == 1 ? "is REQUIRED and has no default" : "are REQUIRED and have no defaults"
      obstacles.insert("fails to insert: \(list(needed.map(\.name))) \(have)", at: 0)
    }
    let notes = notes(on: missing.filter { TableLoad.unfilled($0, rules) != .fails }, load)
    let loads = load.named.map(\.load)
    let mixed = loads.flatMap(\.exchanges)
    if !mixed.isEmpty {
      let shown = mixed.prefix(20).map { "\($0.0.clipped(to: 60)) gets those of \($0.1.clipped(to: 60))" }
      let opening = "puts values into other fields without an error (\(list(shown, most: 20)))"
      return sentence(opening, loads, obstacles + notes)
    }
    guard let first = obstacles.first else { return sentence("works", loads, notes) }
    return sentence(first, loads, obstacles.dropFirst() + notes)
  }

  /// What becomes of columns that one side alone has.
  private static func notes(on missing: [Column], _ load: TableLoad) -> [String] {
    var notes: [String] = []
    let computed = missing.count(where: \.isComputed)
    let empty = missing.filter { !load.main.engine.types.loading.hasDefault($0) }
    if !empty.isEmpty {
      let arrays = load.main.engine.types.arraysAreNeverNull ? empty.count { $0.type.isArray } : 0
      let what = arrays == 0 ? "NULL" : arrays == empty.count ? "empty" : "NULL or empty"
      notes.append("\(Count.of(empty.count, "column")) \(what) on insert, unchanged on update")
    }
    if empty.count + computed < missing.count {
      notes.append(
        "\(Count.of(missing.count - empty.count - computed, "column")) with the default on insert, unchanged on update"
      )
    }
    let dropped = load.extra.count
    if dropped > 0 { notes.append("values of \(Count.of(dropped, "column")) dropped") }
    return notes
  }

  /// What has to be written by hand for columns that do not fit.
  private struct Obstacles {
    private(set) var texts: [String] = []

    init(_ load: TableLoad) {
      var (casts, rebuilds, expressions): ([String], [String], [String]) = ([], [], [])
      var (refused, respelled): ([String], [String]) = ([], [])
      let types = load.main.engine.types
      for (column, value, load) in load.named where !load.fits {
        let isText = if case .text? = types.meaning(value.type) { true } else { false }
        let name = column.name.clipped(to: 60)
        if load.events.contains(where: { $0.kind == .isRefused }) {
          refused.append(column.name)
          continue
        }
        if load.events.contains(where: { $0.kind == .isNotFound(.fails) }) {
          respelled.append(column.name)
          if load.events.count(where: { $0.kind.effect == .fails }) == 1 { continue }
        }
        var cast: CastEffect?
        for case .needsCast(let effect) in load.events.map(\.kind) where cast == nil { cast = effect }
        let isWhole = load.events.count { $0.kind.effect == .fails } == 1 && !column.type.isArray
        switch cast {
        case .cast? where isWhole: casts.append(name)
        case .castCanFail? where isWhole: casts.append("\(name), can fail")
        case .castCanLose? where isWhole: casts.append("\(name), can lose a part")
        case .castCanFailOrLose? where isWhole:
          casts.append("\(name), can fail or \(isText ? "lose a part" : "round")")
        case .impossible?: expressions.append(column.name)
        case _: rebuilds.append(column.name)
        }
      }
      if !refused.isEmpty { texts.append("leaving out \(list(refused)), which main fills itself") }
      if !respelled.isEmpty { texts.append("each side's own spelling of \(list(respelled))") }
      if casts.count == 1 { texts.append("one cast (\(casts[0]))") }
      if casts.count > 1 {
        let more = casts.count > 3 ? "; \(Count.grouped(casts.count - 3)) more" : ""
        texts.append("\(Count.of(casts.count, "cast")) (\(casts.prefix(3).joined(separator: "; "))\(more))")
      }
      if !rebuilds.isEmpty { texts.append("\(list(rebuilds)) rebuilt by name") }
      if !expressions.isEmpty {
        texts.append("an expression for \(list(expressions)), for which there is no cast")
      }
    }
  }

  // MARK: Words

  /// What is said of values that change without an error.
  private static let losses: [(String, @Sendable (ColumnLoad.Kind) -> Bool)] = [
    ("rounds decimals of", { $0 == .loses(.decimals) }),
    ("loses fractions of a second of", { $0 == .loses(.fractions) }),
    ("keeps only 15 to 17 digits of", { $0 == .loses(.digits) }),
    ("loses a part of some values of", { $0 == .loses(.part) }), ("NULL in", { $0 == .fieldIsNull }),
    ("the next number for NULL in", { $0 == .isNumbered }),
    ("drops the values of", { $0 == .fieldIsDropped }),
  ]

  /// What happens, until when, and what else: `works until a value of status is longer than 20, and fails then: 2 columns
  /// NULL on insert.`
  private static func sentence(_ opening: String, _ loads: [ColumnLoad], _ notes: [String]) -> String {
    let events = loads.flatMap(\.events)
    let conditions = events.compactMap { event in
      event.kind.condition.map { condition in
        event.kind == .mayBeNull
          ? "\(event.path.clipped(to: 60)) is NULL" : "a value of \(event.path.clipped(to: 60)) \(condition)"
      }
    }
    var text = opening
    var all: [String] = []
    if !conditions.isEmpty, opening.hasPrefix("works") || opening.hasPrefix("with") {
      text += " until \(list(conditions, "or")), and fails then"
    } else if !conditions.isEmpty {
      all.append("fails also where \(list(conditions, "or"))")
    }
    for (what, isMeant) in Self.losses {
      let paths = events.filter { isMeant($0.kind) }.map(\.path)
      if !paths.isEmpty { all.append("\(what) \(list(paths))") }
    }
    all += notes
    let joint = conditions.isEmpty && opening == "works" ? ": " : "; "
    return all.isEmpty ? text + "." : "\(text)\(joint)\(all.joined(separator: "; "))."
  }

  package static func list(_ names: [String], _ word: String = "and", most: Int = 3) -> String {
    let shown = names.prefix(most).map { $0.clipped(to: 120) }
    if names.count > most {
      return "\(shown.joined(separator: ", ")) \(word) \(Count.grouped(names.count - most)) more"
    }
    return shown.count < 2
      ? shown.first ?? "" : "\(shown.dropLast().joined(separator: ", ")) \(word) \(shown[shown.count - 1])"
  }
}
