import Comparison
import GoogleSQL
import Schema
import Text

extension MergeChecker {
  /// Names that an expression can mean, the innermost last.
  typealias Scope = [[SQLFrame]]

  /// The rows that a query gives.
  ///
  /// - Parameter isByName: Whether they are brought together with others by name, so that a star does no harm.
  mutating func rows(_ query: SQLQuery, in scope: Scope, isByName: Bool = false) -> [SQLRows] {
    switch query {
    case .select(let select): return rows(select, in: scope, isByName: isByName)
    case .with(let tables, let query):
      let outer = common
      defer { common = outer }
      name(tables)
      return rows(query, in: scope, isByName: isByName)
    case .union(let parts, let matching, let place):
      let pieces = parts.flatMap { rows($0, in: scope, isByName: matching != .byPosition) }.map { piece in
        var piece = piece
        (piece.oneRowFor, piece.isGrouped) = (nil, false)
        return piece
      }
      return union(pieces, matching, at: place)
    }
  }

  /// Takes the queries of a WITH, each of which sees those before it.
  mutating func name(_ tables: [SQLQuery.CommonTable]) {
    for table in tables {
      var pieces = rows(table.query, in: [])
      if let names = table.columns {
        for index in pieces.indices where !pieces[index].isUnknown {
          guard names.count == pieces[index].columns.count else {
            note(
              .unionCount, at: table.name.place,
              detail: "\(pieces[index].columns.count) columns for \(names.count) names")
            pieces[index].isUnknown = true
            continue
          }
          for (place, name) in names.enumerated() { pieces[index].columns[place].name = name.text }
        }
      }
      common[table.name.folded] = pieces
    }
  }

  private mutating func rows(_ select: SQLSelect, in scope: Scope, isByName: Bool) -> [SQLRows] {
    let outer = shape
    defer { shape = outer }
    guard let from = select.from else { return [rows(select, of: nil, in: scope, isByName: isByName)] }
    return frames(from, in: scope).map { frame in
      shape = frame.rows.shape ?? outer
      return rows(select, of: frame, in: scope, isByName: isByName)
    }
  }

  private mutating func rows(_ select: SQLSelect, of frame: SQLFrame?, in scope: Scope, isByName: Bool)
    -> SQLRows
  {
    let inner = scope + [frame.map { [$0] } ?? []]
    var result = SQLRows(shape: frame?.rows.shape, tables: frame?.rows.tables ?? [])
    for item in select.items {
      switch item {
      case .star(let star):
        guard let frame else { continue }
        result.columns += columns(star, frame, inner, isByName: isByName)
        if frame.rows.isOpen { result.isOpen = true }
        if frame.rows.isUnknown { result.isUnknown = true }
      case .value(let expression, let name):
        let value = value(expression, in: inner)
        if value.isRow { note(.notFollowed, at: expression.place, detail: "a whole row as a column") }
        let own = name?.text ?? SQLParser.ownName(of: expression) ?? ""
        result.columns.append(SQLRows.Cell(name: own, value: value))
      }
    }
    var seen: Set<String> = []
    for column in result.columns where !column.name.isEmpty && !seen.insert(column.folded).inserted {
      note(.twice, at: select.place, column.name)
    }
    let named = SQLFrame(alias: "", rows: result, role: .rows)
    result.oneRowFor = frame?.rows.oneRowFor
    result.isGrouped = select.isGrouped || frame?.rows.isGrouped ?? false
    for (conditions, scope) in [(select.conditions, inner), (select.qualifications, inner + [[named]])] {
      for condition in conditions {
        if value(condition, in: scope).constant == .boolean(false) { note(.neverRuns, at: condition.place) }
        if let one = oneRow(condition, in: scope) { result.oneRowFor = one }
      }
    }
    if let limit = select.limit, scope.isEmpty {
      note(.notFollowed, at: limit, detail: "LIMIT, which leaves rows out,")
    }
    for expression in select.afterItems { _ = value(expression, in: inner + [[named]]) }
    if let groups = select.groups {
      let flows = groups.map { grouped($0, result, in: inner + [[named]]) }
      result.oneRowFor = flows.contains(where: \.isEmpty) ? nil : flows.reduce([]) { $0.union($1) }
    }
    if let distinct = select.distinctOn {
      result.oneRowFor = distinct.reduce(into: []) { $0.formUnion(value($1, in: inner).flow) }
    }
    return result
  }

  /// The columns that a part of GROUP BY is about: an expression's, or those of an item, by its number.
  private mutating func grouped(_ part: SQLExpression, _ rows: SQLRows, in scope: Scope) -> Set<String> {
    if case .literal(.integer(let number)) = part.kind {
      return rows.columns.indices.contains(number - 1) ? rows.columns[number - 1].value.flow : []
    }
    return value(part, in: scope).flow
  }

  /// The columns of which a condition leaves one row for each value: that of a row's number to be 1; nil where it is none.
  private mutating func oneRow(_ condition: SQLExpression, in scope: Scope) -> Set<String>? {
    guard case .comparison(let sign, let left, let right) = condition.kind else { return nil }
    switch (sign, left.kind, right.kind) {
    case ("=", _, .literal(.integer(1))), ("<=", _, .literal(.integer(1))), ("<", _, .literal(.integer(2))):
      return value(left, in: scope).numberFor
    case ("=", .literal(.integer(1)), _), (">=", .literal(.integer(1)), _):
      return value(right, in: scope).numberFor
    default: return nil
    }
  }

  private mutating func columns(
    _ star: SQLSelect.Star, _ frame: SQLFrame, _ scope: Scope, isByName: Bool
  ) -> [SQLRows.Cell] {
    if let alias = star.of, alias.folded != frame.alias {
      note(.notFollowed, at: star.place, detail: "'\(alias.text.clipped()).*' of no table in FROM")
    }
    if case .element = frame.role {
      note(.notFollowed, at: star.place, detail: "a star over an UNNEST")
      return []
    }
    if frame.rows.isOpen, !isByName { note(.star, at: star.place, everywhere: true) }
    for name in star.except + star.replace.map(\.name)
    where frame[name.folded] == nil && !frame.rows.isUnknown {
      note(frame.rows.isOpen ? .missing : .notInSource, at: name.place, name.text)
    }
    let left = Set(star.except.map(\.folded))
    return frame.rows.columns.filter { !left.contains($0.folded) }.map { column in
      if let replaced = star.replace.first(where: { $0.name.folded == column.folded }) {
        return SQLRows.Cell(name: column.name, value: value(replaced.value, in: scope))
      }
      return SQLRows.Cell(name: column.name, value: reference(column, in: frame))
    }
  }

  // MARK: FROM

  /// The rows of a FROM or a USING, with their name.
  mutating func frames(_ source: SQLSelect.Source, in scope: Scope, role: SQLFrame.Role = .rows) -> [SQLFrame]
  {
    switch source {
    case .table(let table, let alias):
      return rows(of: table).map { SQLFrame(alias: alias?.text ?? table.last, rows: $0, role: role) }
    case .query(let query, let alias):
      return rows(query, in: scope).map { rows in
        var rows = rows
        rows.columns = rows.columns.map { SQLRows.Cell(name: $0.name, value: $0.value.stored) }
        return SQLFrame(alias: alias?.text ?? "", rows: rows, role: role)
      }
    case .elements(let expression, let alias, let offset):
      return [elements(expression, alias, offset, in: scope)]
    }
  }

  private mutating func elements(
    _ expression: SQLExpression, _ alias: SQLName?, _ offset: SQLName?, in scope: Scope
  ) -> SQLFrame {
    var element = value(expression, in: scope)
    if case .array(let type) = element.type { element.type = type } else { element.type = .unknown }
    (element.constant, element.path, element.direct, element.fields) = (nil, [], nil, [])
    var rows = SQLRows(shape: shape)
    for field in element.type.fields ?? [] {
      var value = element
      value.type = field.type
      rows.columns.append(SQLRows.Cell(name: field.name, value: value))
    }
    if let offset { rows.columns.append(SQLRows.Cell(name: offset.text, value: of("INT64"))) }
    rows.isUnknown = !element.type.isKnown
    return SQLFrame(alias: alias?.text ?? "", rows: rows, role: .element(element))
  }

  private mutating func rows(of table: SQLTableName) -> [SQLRows] {
    if let rows = table.parts.count == 1
      ? common[table.last.lowercased()] ?? made[table.text] : made[table.text]
    {
      return rows.map { rows in
        var rows = rows
        rows.columns = rows.columns.map { SQLRows.Cell(name: $0.name, value: $0.value.stored) }
        return rows
      }
    }
    if table.names(input.main.name) {
      return [SQLRows(columns: input.main.schema.columns.map(Self.cell), isOpen: true)]
    }
    let found = stagingTables(named: table)
    guard found.count == 1, let name = found.first, let own = shapeOfTable[name] else {
      let why =
        found.isEmpty
        ? "is none of the tables given" : "can be \(Count.of(found.count, "table")) of those given"
      note(.unknownTable, at: table.place, table.text.clipped(to: 200), detail: why)
      return [SQLRows(isUnknown: true)]
    }
    if isStandIn { return input.shapes.indices.map { rows(ofShape: $0, input.shapes[$0].tables) } }
    return [rows(ofShape: own, [name])]
  }

  private func rows(ofShape index: Int, _ tables: [TableName]) -> SQLRows {
    let cells = input.shapes[index].schema.columns.map { column in
      var cell = Self.cell(column)
      cell.value.origins = [column.foldedName]
      cell.value.direct = column.foldedName
      return cell
    }
    return SQLRows(shape: index, tables: tables, columns: cells, isOpen: true)
  }

  private static func cell(_ column: Column) -> SQLRows.Cell {
    SQLRows.Cell(name: column.name, value: SQLValue(type: column.type))
  }

  // MARK: UNION

  private mutating func union(_ pieces: [SQLRows], _ matching: SQLQuery.Matching, at place: SQLPlace)
    -> [SQLRows]
  {
    guard let first = pieces.first, !pieces.contains(where: \.isUnknown) else {
      return pieces.map { SQLRows(shape: $0.shape, tables: $0.tables, isUnknown: true) }
    }
    let outer = shape
    defer { shape = outer }
    switch matching {
    case .byPosition: return joined(byPosition(pieces, first, at: place), at: place)
    case .byName:
      return joined(byName(pieces, first.columns.map(\.name), isStrict: true, at: place), at: place)
    case .byNameFilled:
      var names: [String] = []
      var seen: Set<String> = []
      for column in pieces.flatMap(\.columns) where seen.insert(column.folded).inserted {
        names.append(column.name)
      }
      return joined(byName(pieces, names, isStrict: false, at: place), at: place)
    }
  }

  private mutating func byPosition(_ pieces: [SQLRows], _ first: SQLRows, at place: SQLPlace) -> [SQLRows] {
    var pieces = pieces
    for index in pieces.indices {
      shape = pieces[index].shape
      guard pieces[index].columns.count == first.columns.count else {
        note(
          .unionCount, at: place,
          detail: "\(pieces[index].columns.count) columns under \(first.columns.count)")
        pieces[index].isUnknown = true
        continue
      }
      for (number, column) in first.columns.enumerated() {
        let own = pieces[index].columns[number]
        if !own.name.isEmpty, own.folded != column.folded {
          note(.unionPosition, at: place, "\(own.name.clipped()) under \(column.name.clipped())")
        }
        pieces[index].columns[number].name = column.name
      }
    }
    if pieces.contains(where: \.isOpen) { note(.openUnion, at: place, everywhere: true) }
    return pieces
  }

  private mutating func byName(_ pieces: [SQLRows], _ names: [String], isStrict: Bool, at place: SQLPlace)
    -> [SQLRows]
  {
    var pieces = pieces
    let wanted = Set(names.map { NameFolding.ascii.key($0) })
    for index in pieces.indices {
      shape = pieces[index].shape
      if isStrict {
        let own = Set(pieces[index].columns.map(\.folded))
        for name in names where !own.contains(NameFolding.ascii.key(name)) {
          note(.unionByName, at: place, name, detail: "lack")
        }
        for column in pieces[index].columns where !wanted.contains(column.folded) {
          note(.unionByName, at: place, column.name, detail: "have besides")
        }
      }
      let own = Dictionary(
        pieces[index].columns.map { ($0.folded, $0) }, uniquingKeysWith: { first, _ in first })
      pieces[index].columns = names.map {
        own[NameFolding.ascii.key($0)] ?? SQLRows.Cell(name: $0, value: .null)
      }
    }
    return pieces
  }

  /// Rows with the same names of columns, brought to common types; those that are the same in all are one.
  mutating func joined(_ pieces: [SQLRows], at place: SQLPlace) -> [SQLRows] {
    var pieces = pieces
    let known = pieces.indices.filter { !pieces[$0].isUnknown }
    if let first = known.first {
      for number in pieces[first].columns.indices {
        let values = known.map { pieces[$0].columns[number].value }
        let type = commonType(of: values)
        if type == nil {
          note(
            .noCommonType, at: place, pieces[first].columns[number].name, detail: list(of: values),
            everywhere: true)
        }
        for index in known { pieces[index].columns[number].value.type = type ?? .unknown }
      }
    }
    var result: [SQLRows] = []
    var places: [SQLRows: Int] = [:]
    for piece in pieces {
      var key = piece
      key.tables = []
      key.columns = key.columns.map { SQLRows.Cell(name: $0.name, value: $0.value.stored) }
      if let index = places[key] {
        result[index].tables += piece.tables
      } else {
        places[key] = result.count
        result.append(piece)
      }
    }
    return result
  }

  /// The types of values, for a sentence.
  func list(of values: [SQLValue]) -> String {
    var seen: Set<String> = []
    let texts = values.filter { !$0.hasNoType }.map { $0.type.text.clipped(to: 60) }.filter {
      seen.insert($0).inserted
    }
    return MergeVerdict.list(texts)
  }
}
