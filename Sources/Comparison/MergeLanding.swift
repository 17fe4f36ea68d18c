import Schema
import Text

/// Where values land that go by position, as those of `SELECT *` do: each in the column of main that stands at its place.
package struct MergeLanding: Sendable {
  private let load: TableLoad

  /// The landing of rows of `staging` in `main`.
  package init(main: TableSchema, staging: TableSchema) {
    load = TableLoad(main: main, staging: staging)
  }

  private var main: TableSchema { load.main }
  private var staging: TableSchema { load.staging }
  private var isKnown: Bool { main.orderIsKnown && staging.orderIsKnown }
  private static let unknown = "unknown: the exports do not say in which order the columns are."

  /// What becomes of whole rows, with a full stop.
  package var text: String {
    guard isKnown else { return Self.unknown }
    let pairs = Array(zip(main.columns, staging.columns))
    let displaced = pairs.filter { $0.foldedName != $1.foldedName }
    let (wanted, given) = (main.columns.count, staging.columns.count)
    var parts: [String] = []
    if displaced.isEmpty {
      parts.append("\(Count.of(pairs.count, "column lands in its own", plural: "columns land in their own"))")
    } else {
      let shown = MergeVerdict.list(displaced.map { "\(Self.name($0)) gets \(Self.name($1))" })
      parts.append(
        "\(Count.of(displaced.count, "column gets", plural: "columns get")) another's values: \(shown)")
      if let (column, value) = displaced.first(where: { !fits($1, $0) }) {
        parts.append(
          "only a type tells of it: \(Self.name(column)) is \(type(column)), \(Self.name(value)) is \(type(value))"
        )
      } else {
        parts.append("every type fits, so that nothing tells of it")
      }
    }
    if given < wanted { parts.append("nothing for the last \(Count.of(wanted - given, "column")) of main") }
    if given > wanted { parts.append("no place for the last \(Count.of(given - wanted, "value"))") }
    return parts.joined(separator: "; ") + "."
  }

  /// What becomes of some columns, of main or of staging, with a full stop.
  ///
  /// - Parameter names: Lower-case names of columns.
  package func text(of names: Set<String>) -> String {
    guard isKnown else { return Self.unknown }
    var (nothing, own, parts): ([String], [String], [String]) = ([], [], [])
    for (place, column) in main.columns.enumerated() where names.contains(column.foldedName) {
      guard place < staging.columns.count else {
        nothing.append(Self.name(column))
        continue
      }
      let value = staging.columns[place]
      if value.foldedName != column.foldedName {
        parts.append("\(Self.name(column)) gets \(Self.name(value))")
      } else if !fits(value, column), value.type.fields != nil,
        column.type.fields != nil
      {
        parts.append(
          "\(Self.name(column)) gets its own values, whose STRUCTs have other fields, so that it fails")
      } else if !fits(value, column) {
        parts.append(
          "\(Self.name(column)) gets its own values as \(type(value)), which does not go into \(type(column))"
        )
      } else if ColumnLoad(of: value, in: column, .position, main.engine).effect == .wrongValues {
        parts.append("\(Self.name(column)) gets its own values in the wrong fields")
      } else {
        own.append(Self.name(column))
      }
    }
    let inMain = Set(main.columns.map(\.foldedName))
    for (place, value) in staging.columns.enumerated()
    where names.contains(value.foldedName) && !inMain.contains(value.foldedName) {
      parts.append(
        place < main.columns.count
          ? "\(Self.name(value)) lands in \(Self.name(main.columns[place]))"
          : "\(Self.name(value)) has no place")
    }
    if parts.count > 5 { parts = parts.prefix(5) + ["\(Count.grouped(parts.count - 5)) more likewise"] }
    if !own.isEmpty {
      parts.append("\(MergeVerdict.list(own)) \(own.count == 1 ? "gets its" : "get their") own values")
    }
    if !nothing.isEmpty { parts.append("nothing for \(MergeVerdict.list(nothing))") }
    return parts.joined(separator: "; ") + "."
  }

  private func fits(_ value: Column, _ column: Column) -> Bool {
    ColumnLoad(of: value, in: column, .position, main.engine).fits
  }

  private static func name(_ column: Column) -> String { column.name.clipped(to: 60) }

  private func type(_ column: Column) -> String { ColumnSide(column, in: main.engine).type.clipped(to: 40) }
}
