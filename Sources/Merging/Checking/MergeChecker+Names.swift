import Comparison
import GoogleSQL
import Schema
import Text

extension MergeChecker {
  /// What a name in an expression means, with the fields behind it.
  mutating func value(_ path: [SQLName], in scope: Scope) -> SQLValue {
    guard let first = path.first else { return SQLValue() }
    for level in scope.reversed() {
      let named = level.first { !$0.alias.isEmpty && $0.alias == first.folded }
      let having = level.filter { $0[first.folded] != nil }
      if let named {
        if !having.isEmpty {
          note(.notFollowed, at: first.place, detail: "'\(first.text.clipped())', an alias and a column")
          return SQLValue()
        }
        return value(path, of: named)
      }
      if having.count > 1 {
        note(.ambiguous, at: first.place, first.text)
        return SQLValue()
      }
      if let frame = having.first, let column = frame[first.folded] {
        return fields(path.dropFirst(), of: reference(column, in: frame))
      }
    }
    return valueOutside(path, first, in: scope)
  }

  /// A column behind an alias, or the row that the alias is.
  private mutating func value(_ path: [SQLName], of frame: SQLFrame) -> SQLValue {
    if case .element(let element) = frame.role {
      var element = element
      element.path = [frame.alias]
      return fields(path.dropFirst(), of: element)
    }
    guard path.count > 1 else {
      var row = SQLValue()
      row.isRow = true
      return row
    }
    if let column = frame[path[1].folded] {
      return fields(path.dropFirst(2), of: reference(column, in: frame))
    }
    return missing(path[1], in: frame)
  }

  /// The value of a column of these rows.
  func reference(_ column: SQLRows.Cell, in frame: SQLFrame) -> SQLValue {
    var value = column.value
    switch frame.role {
    case .element:
      value.path = [column.folded]
      return value
    case .target: value.readsTarget = true
    case .source: value.readsSource = true
    case .rows: break
    }
    value.flow = [column.folded]
    value.path = [column.folded]
    value.drifted = isDrifted(column) ? column.name : nil
    return value
  }

  /// Whether a column is not of main's type, or, where main lacks it, not of one type in all tables.
  private func isDrifted(_ column: SQLRows.Cell) -> Bool {
    let type = column.value.type
    guard type.isKnown, column.value.constant != .null else { return false }
    let others = mainColumns[column.folded].map { [$0] } ?? shapeColumns.compactMap { $0[column.folded] }
    return others.contains { !isSame($0.type, type) }
  }

  /// Whether two types are the same but for lengths and precisions.
  func isSame(_ one: DataType, _ other: DataType) -> Bool {
    assignment.fits(one, to: other) && assignment.fits(other, to: one) && !assignment.mixesFields(one, other)
  }

  private mutating func missing(_ name: SQLName, in frame: SQLFrame) -> SQLValue {
    var value = SQLValue(flow: [name.folded], path: [name.folded])
    switch frame.role {
    case .target:
      value.readsTarget = true
      if Self.ingestionColumns.contains(name.folded), isPartitionedByIngestion {
        value.type = .scalar(name.folded == "_partitiondate" ? "DATE" : "TIMESTAMP", parameters: [])
      } else {
        noteNotInMain(name)
      }
    case .source:
      value.readsSource = true
      noteMissing(name, in: frame.rows)
    case .rows, .element: noteMissing(name, in: frame.rows)
    }
    return value
  }

  static let ingestionColumns: Set<String> = ["_partitiondate", "_partitiontime"]

  var isPartitionedByIngestion: Bool {
    input.main.schema.partitioning.value.map { $0.column == nil } ?? false
  }

  /// Notes a name that main lacks, with the nearest that it has.
  mutating func noteNotInMain(_ name: SQLName) {
    let nearest = NearestName.find(name.text.clipped(to: 400), among: input.main.schema.columns.map(\.name))
    let hint = nearest.map { " (nearest: \($0.clipped()))" } ?? ""
    note(.notInMain, at: name.place, name.text.clipped() + hint, everywhere: true)
  }

  private mutating func noteMissing(_ name: SQLName, in rows: SQLRows) {
    if rows.isUnknown { return }
    if Self.pseudoColumns.contains(name.folded) {
      note(
        .notFollowed, at: name.place,
        detail: "\(name.text.uppercased()), which tells a table or a file by its name")
    } else {
      note(rows.isOpen ? .missing : .notInSource, at: name.place, name.text)
    }
  }

  private static let pseudoColumns: Set<String> = [
    "_table_suffix", "_file_name", "_partitiondate", "_partitiontime",
  ]

  /// A name that no rows have: a variable, a function without parentheses, or nothing.
  private mutating func valueOutside(_ path: [SQLName], _ first: SQLName, in scope: Scope) -> SQLValue {
    if variables[first.folded] != nil { return SQLValue() }
    if path.count == 1, !first.isQuoted {
      switch first.folded {
      case "current_date": return of("DATE")
      case "current_timestamp": return of("TIMESTAMP")
      case "current_datetime": return of("DATETIME")
      default: break
      }
    }
    let frames = scope.last ?? []
    if path.count > 1, frames.allSatisfy({ $0[first.folded] == nil }) {
      if !frames.contains(where: \.rows.isUnknown) {
        note(
          .notFollowed, at: first.place, detail: "'\(first.text.clipped())', which is no alias and no column")
      }
      return SQLValue()
    }
    let rows = frames.first { if case .target = $0.role { false } else { true } }
    if let rows {
      noteMissing(first, in: rows.rows)
    } else if !frames.isEmpty {
      noteNotInMain(first)
    } else {
      note(
        .notFollowed, at: first.place, detail: "'\(first.text.clipped())', which is no column and no variable"
      )
    }
    return SQLValue(flow: [first.folded], path: [first.folded])
  }

  // MARK: Fields

  /// A field of a value, and of that.
  mutating func fields(_ names: ArraySlice<SQLName>, of value: SQLValue) -> SQLValue {
    names.reduce(value) { field($1, of: $0) }
  }

  mutating func field(_ name: SQLName, of value: SQLValue) -> SQLValue {
    var result = value
    result.path = value.path.isEmpty ? [] : value.path + [name.folded]
    (result.direct, result.constant, result.fields, result.isCast) = (nil, nil, [], false)
    if let own = value.fields.first(where: { $0.name == name.folded })?.value {
      (result.type, result.constant, result.fields) = (own.type, own.constant, own.fields)
      result.origins = own.origins
      return result
    }
    switch value.type {
    case .structure(let fields):
      guard let field = fields.first(where: { $0.foldedName == name.folded }) else {
        result.type = .unknown
        note(.missing, at: name.place, (value.path + [name.text]).joined(separator: "."))
        return result
      }
      result.type = field.type
    case .scalar("JSON", _), .unknown: break
    case .scalar, .range, .array, .map:
      note(.missing, at: name.place, (value.path + [name.text]).joined(separator: "."))
      result.type = .unknown
    }
    if value.constant == .null { result.constant = .null }
    result.drifted = nil
    return result
  }
}
