@testable import Engines
@testable import Schema

/// Tables on which the text of a repair's script is carried out, as an engine would do it. It shares nothing with the code
/// that writes the script but the readers of types.
struct RepairedTables {
  private(set) var schemas: [String: TableSchema]
  private let engine: Engine

  struct Failure: Error { let what: String }

  /// Tables by the text that names them in a script.
  init(_ schemas: [String: TableSchema], engine: Engine) {
    self.schemas = schemas
    self.engine = engine
  }

  mutating func run(_ script: String) throws {
    var lines = script.split(separator: "\n").filter { !$0.hasPrefix("--") }.map(String.init)[...]
    while !lines.isEmpty {
      if lines.first == "IF EXISTS (" {
        let end = try lines.firstIndex(of: "END IF;").orThrow("no END IF")
        let then = try lines.firstIndex(of: ") THEN").orThrow("no THEN")
        if try holds(lines[..<then].joined(separator: "\n")) { try statements(lines[(then + 1)..<end]) }
        lines = lines[(end + 1)...]
      } else {
        let end = try lines.firstIndex { $0.hasSuffix(";") }.orThrow("no semicolon")
        try statements(lines[...end])
        lines = lines[(end + 1)...]
      }
    }
  }

  // MARK: Statements

  /// Whether a column is as the view of columns would say it.
  private func holds(_ query: String) throws -> Bool {
    func literal(behind text: String) throws -> String {
      guard let start = query.firstRange(of: text) else { throw Failure(what: query) }
      return String(query[start.upperBound...].prefix { $0 != "'" })
    }
    let table = try literal(behind: "table_name = '")
    let schema = try schemas.first { $0.key.hasSuffix(".`\(table)`") }.orThrow(table).value
    let name = try literal(behind: "column_name = '")
    guard let column = schema.columns.first(where: { $0.name == name }) else { return false }
    if query.contains("is_nullable = 'NO'") { return column.mode == .required }
    if query.contains("column_default") { return column.attributes.defaultExpression.value != nil }
    return column.type.text != (try literal(behind: "data_type != '"))
  }

  private mutating func statements(_ lines: ArraySlice<String>) throws {
    var statement = ""
    for line in lines {
      statement += statement.isEmpty ? String(line.drop { $0 == " " }) : "\n" + line.drop { $0 == " " }
      guard line.hasSuffix(";") else { continue }
      try run(statement: String(statement.dropLast()))
      statement = ""
    }
  }

  private mutating func run(statement: String) throws {
    let known = ["BEGIN", "COMMIT", "UPDATE ", "ASSERT ", "CREATE ", "RETURNS ", "RAISE ", "END $$"]
    if known.contains(where: statement.hasPrefix) { return }
    guard statement.hasPrefix("ALTER TABLE ") else { throw Failure(what: statement) }
    let rest = statement.dropFirst("ALTER TABLE ".count)
    let path = try schemas.keys.filter { rest.hasPrefix($0) }.max { $0.count < $1.count }.orThrow(statement)
    let actions = rest.dropFirst(path.count + 1).split(separator: "\n")
    for action in actions {
      try alter(path, String(action.hasSuffix(",") ? action.dropLast() : action))
    }
  }

  private mutating func alter(_ table: String, _ action: String) throws {
    var text = Substring(action)
    let engine = engine
    func take(_ words: String) -> Bool {
      guard text.hasPrefix(words + " ") else { return false }
      text = text.dropFirst(words.count + 1)
      return true
    }
    if take("ADD COLUMN IF NOT EXISTS") {
      try add(try Self.names(&text), text, to: table)
    } else if take("DROP COLUMN IF EXISTS") {
      let name = try Self.names(&text)[0]
      schemas[table]?.columns.removeAll { $0.name == name }
    } else if take("RENAME COLUMN") {
      let name = try Self.names(&text)[0]
      guard take("TO") else { throw Failure(what: action) }
      let new = try Self.names(&text)[0]
      guard schemas[table]?.columns.contains(where: { $0.foldedName == new.lowercased() }) == false else {
        throw Failure(what: "\(new) is there already")
      }
      try change(name, of: table) { column in
        var renamed = Column(new, column.type, mode: column.mode, attributes: column.attributes, in: engine)
        renamed.mode = column.mode
        column = renamed
      }
    } else if take("ALTER COLUMN") {
      let name = try Self.names(&text)[0]
      let change = String(text)
      try self.change(name, of: table) { try Self.change(&$0, change, engine) }
    } else {
      throw Failure(what: action)
    }
  }

  private mutating func change(_ name: String, of table: String, _ change: (inout Column) throws -> Void)
    throws
  {
    let index = try (schemas[table]?.columns.firstIndex { $0.name == name }).orThrow(
      "\(table) has no \(name)")
    try change(&schemas[table]!.columns[index])
  }

  private static func change(_ column: inout Column, _ text: String, _ engine: Engine) throws {
    switch text {
    case "DROP NOT NULL": column.mode = .nullable
    case "SET NOT NULL": column.mode = .required
    case "DROP DEFAULT": column.attributes.defaultExpression = .absent
    case _ where text.hasPrefix("SET DEFAULT "):
      column.attributes.defaultExpression = .present(String(text.dropFirst("SET DEFAULT ".count)))
    default:
      let words = ["SET DATA TYPE ", "TYPE "].first { text.hasPrefix($0) }
      let rest = text.dropFirst(try words.orThrow(text).count)
      let type = rest.firstRange(of: " USING ").map { rest[..<$0.lowerBound] } ?? rest
      column.type = try Self.type(type, engine)
    }
  }

  private mutating func add(_ path: [String], _ text: Substring, to table: String) throws {
    let value = text.firstRange(of: " DEFAULT ")
    let type = try Self.type(value.map { text[..<$0.lowerBound] } ?? text, engine)
    var attributes = Column.Attributes(defaultExpression: .absent)
    if let value { attributes.defaultExpression = .present(String(text[value.upperBound...])) }
    guard path.count > 1 else {
      let column = Column(path[0], type, mode: .nullable, attributes: attributes, in: engine)
      if schemas[table]?.columns.contains(where: { $0.foldedName == column.foldedName }) == false {
        schemas[table]?.columns.append(column)
      }
      return
    }
    try change(path[0], of: table) { column in
      column.type = try Self.added(
        Column(path[path.count - 1], type), to: column.type, path.dropFirst().dropLast())
    }
  }

  private static func added(_ field: Column, to type: DataType, _ parents: ArraySlice<String>) throws
    -> DataType
  {
    switch type {
    case .array(let element):
      guard parents.first == "element" else { throw Failure(what: "an ARRAY, and not its element") }
      return .array(try added(field, to: element, parents.dropFirst()))
    case .structure(var fields):
      if let name = parents.first {
        let index = try fields.firstIndex { $0.name == name }.orThrow(name)
        fields[index].type = try added(field, to: fields[index].type, parents.dropFirst())
      } else if !fields.contains(where: { $0.foldedName == field.foldedName }) {
        fields.append(field)
      }
      return .structure(fields)
    case .scalar, .range, .map, .unknown: throw Failure(what: "\(field.name) in no STRUCT")
    }
  }

  // MARK: Text

  private static func type(_ text: Substring, _ engine: Engine) throws -> DataType {
    func told(_ column: Column) -> Column {
      var column = column
      column.type = told(column.type)
      column.mode = column.mode ?? (engine == .bigQuery ? .nullable : nil)
      return column
    }
    func told(_ type: DataType) -> DataType {
      switch type {
      case .structure(let fields): .structure(fields.map(told))
      case .array(let element): .array(told(element))
      case .scalar, .range, .map, .unknown: type
      }
    }
    return told(try engine.types.type(String(text)))
  }

  /// A name, or names with points between them, and the blank behind.
  private static func names(_ text: inout Substring) throws -> [String] {
    var names: [String] = []
    while true {
      if let quote = text.first, quote == "`" || quote == "\"" {
        var name = ""
        text = text.dropFirst()
        while let letter = text.first {
          text = text.dropFirst()
          if letter == quote {
            guard quote == "\"", text.first == quote else { break }
            text = text.dropFirst()
          }
          name.append(letter)
        }
        names.append(name)
      } else {
        let name = text.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
        guard !name.isEmpty else { throw Failure(what: String(text)) }
        names.append(String(name))
        text = text.dropFirst(name.count)
      }
      guard text.first == "." else { break }
      text = text.dropFirst()
    }
    if text.first == " " { text = text.dropFirst() }
    return names
  }
}

extension Optional {
  fileprivate func orThrow(_ what: String) throws -> Wrapped {
    guard let self else { throw RepairedTables.Failure(what: what) }
    return self
  }
}
