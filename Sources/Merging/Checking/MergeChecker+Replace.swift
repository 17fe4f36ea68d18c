import Comparison
import GoogleSQL
import Schema
import Text

/// Rows of main that are deleted and inserted anew, by two statements.
extension MergeChecker {
  /// A DELETE, after which an INSERT is to bring the rows back; of a table that is not main, one that comes after all.
  mutating func delete(
    _ table: SQLTableName, _ alias: SQLName?, _ condition: SQLExpression?, at place: SQLPlace
  ) {
    guard table.names(input.main.name), made[table.text] == nil else {
      if made[table.text] != nil || isAudited(table) && mergesIntoMain == 0 {
        note(.notFollowed, at: place, detail: "a DELETE of rows that are not merged yet")
      }
      return
    }
    deletion = place
    if begun == nil { note(.notInTransaction, at: place, everywhere: true) }
    guard let condition else {
      note(.deletesAll, at: place, everywhere: true)
      return
    }
    let main = SQLFrame(
      alias: alias?.text ?? table.last, rows: mainRows(of: input.main.schema), role: .target)
    let holds = value(condition, in: [[main]]).constant
    if holds == .boolean(true) { note(.deletesAll, at: place, everywhere: true) }
    if holds == .boolean(false) || holds == .null { note(.neverRuns, at: condition.place) }
  }

  /// An INSERT into main of what a query gives.
  mutating func insertIntoMain(_ table: SQLTableName, _ columns: [SQLName]?, _ query: SQLQuery) {
    mergesIntoMain += 1
    let isReplacing = deletion != nil
    deletion = nil
    if !isReplacing, !kept.contains("*") { note(.appends, at: table.place, everywhere: true) }
    for piece in rows(query, in: []) {
      shape = piece.shape
      merged.formUnion(piece.tables)
      let source = SQLFrame(alias: "", rows: piece, role: .source)
      if piece.oneRowFor == nil, !piece.isGrouped, !piece.isUnknown {
        note(.repeats, at: table.place, everywhere: true)
      }
      if let columns {
        check(columns, piece, at: table.place, isReplacing: isReplacing)
      } else {
        checkPositions(nil, at: table.place, piece, .insertAll)
      }
      noteExtra(source, at: table.place)
    }
    shape = nil
  }

  /// Values that go into the columns that an INSERT names, by their position in the query.
  private mutating func check(
    _ names: [SQLName], _ rows: SQLRows, at place: SQLPlace, isReplacing: Bool
  ) {
    var seen: Set<String> = []
    let columns = names.map { mainColumn($0, &seen) }
    let written = Set(names.map(\.folded))
    for column in input.main.schema.columns where !written.contains(column.foldedName) {
      if isReplacing {
        note(.replacedInPart, at: place, column.name, everywhere: true)
      } else {
        note(.neither, at: place, column.name, everywhere: true)
      }
    }
    guard !rows.isUnknown else { return }
    guard names.count == rows.columns.count else {
      let values = Count.of(rows.columns.count, "value")
      note(.valueCount, at: place, detail: "\(values) for \(Count.of(names.count, "column"))")
      return
    }
    for (cell, column) in zip(rows.columns, columns) {
      guard let column else { continue }
      var value = cell.value
      // The query gives it its name.
      value.path = cell.name.isEmpty || value.direct == nil ? [] : [value.direct ?? ""]
      check(value, for: column, at: place, isUpdate: false)
      if !cell.name.isEmpty, cell.folded != column.foldedName, mainColumns[cell.folded] != nil {
        note(.unionPosition, at: place, "\(cell.name.clipped()) under \(column.name.clipped())")
      }
      if isReplacing, value.constant == .null { note(.replacedInPart, at: place, column.name) }
    }
  }
}
