import Engines
import Schema

/// Brings the schema of another engine into main's, so that the two can be compared.
///
/// Types are matched by what they mean; the table of meanings is in docs/inputs.md. What has no counterpart is not
/// compared, and said.
package struct SchemaTranslation {
  /// The schema in main's engine; its columns keep their own engine's words.
  package private(set) var schema: TableSchema
  /// Columns that cannot be compared: path and type in their own engine's words.
  package private(set) var undecided: [(path: String, type: String)] = []

  /// `staging` as a schema of `main`'s engine. A schema of that engine stays as it is.
  package init(_ staging: TableSchema, to main: TableSchema) {
    schema = staging
    defer { schema.columns = NamePairing.paired(schema.columns, with: main.columns) ?? schema.columns }
    guard staging.engine != main.engine else { return }
    if staging.sampledRecords != nil {
      schema.columns = SampleFit(main.engine).translated(staging.columns, main.columns)
    } else if let fit = LogicalFit(from: staging.engine.types, to: main.engine.types) {
      let wanted = main.columns.byFoldedName
      let names = main.engine.types.names
      schema.columns = staging.columns.map {
        fit.column($0, beside: wanted[names.key($0.name)] ?? wanted.named($0.name))
      }
    } else if type(of: staging.engine.types) != type(of: main.engine.types) {
      let wanted = main.columns.byFoldedName
      let names = main.engine.types.names
      let mapping = TypeMapping(from: staging.engine.types, to: main.engine.types)
      for index in schema.columns.indices {
        let column = staging.columns[index]
        let other = wanted[names.key(column.name)] ?? wanted.named(column.name)
        schema.columns[index] = mapping.column(column, beside: other)
        if schema.columns[index].type == .unknown, column.type.isKnown, other?.type.isKnown ?? false {
          undecided.append((column.name, staging.engine.types.text(column.type)))
        }
      }
    }
    settleOwnColumns(main, staging.engine)
    schema.engine = main.engine
  }

  /// Leaves out what dlt adds to tables by itself and its schemas need not name: neither side lacks it.
  private mutating func settleOwnColumns(_ main: TableSchema, _ engine: Engine) {
    func isOwn(_ column: Column) -> Bool { column.name.lowercased().hasPrefix(DltEngine.ownPrefix) }
    if main.engine == .dlt {
      schema.columns.removeAll(where: isOwn)
    } else if engine == .dlt {
      let known = Set(schema.columns.map(\.foldedName))
      schema.columns += main.columns.filter { isOwn($0) && !known.contains($0.foldedName) }
    }
  }
}

/// One engine's types in another.
struct TypeMapping {
  private let own: any TypeSystem
  private let target: any TypeSystem

  init(from own: any TypeSystem, to target: any TypeSystem) {
    self.own = own
    self.target = target
  }

  /// A column in the other engine, in its own engine's words; its type is unknown where nothing there means the same.
  ///
  /// - Parameter main: Main's column of that name, whose type is taken where it means the same: the other engine may have
  ///   several of that meaning.
  func column(_ column: Column, beside main: Column?) -> Column {
    // Expressions and names of collations mean nothing in another engine.
    var mapped = Column(column.name, type(column.type, beside: main?.type) ?? .unknown, mode: column.mode)
      .folded(by: target.names)
    mapped.attributes.description = column.attributes.description
    mapped.foreignType = own.text(column.type)
    return mapped
  }

  private func type(_ type: DataType, beside main: DataType?) -> DataType? {
    guard let meaning = own.meaning(type) else {
      // What neither engine is known to have is compared as text.
      if let main, case .scalar(let name, [DataType.untold]) = type, case .scalar(let other, _) = main,
        target.meaning(main) == nil, name.lowercased() == other.lowercased()
      {
        return main
      }
      return nil
    }
    if let main, target.meaning(main) == meaning, main.fields == nil { return main }
    switch (type, target.type(meaning: meaning)) {
    case (_, nil): return nil
    // Fields keep their own engine's words too.
    case (.structure(let fields), .structure?): return .structure(columns(fields, beside: main))
    case (.array(.structure(let fields)), .array(.structure)?):
      return .array(.structure(columns(fields, beside: main)))
    case (_, let mapped?): return mapped
    }
  }

  private func columns(_ fields: [Column], beside main: DataType?) -> [Column] {
    let wanted = (main?.fields ?? []).byFoldedName
    return fields.map { column($0, beside: wanted.named($0.name)) }
  }
}

/// What sample records tell against main's columns: only a kind of value that a column can never take is a difference.
struct SampleFit {
  private let types: any TypeSystem

  init(_ engine: Engine) { types = engine.types }

  /// The fields of sample records, with main's types wherever JSON does not tell that these are wrong.
  func translated(_ samples: [Column], _ main: [Column]) -> [Column] {
    let wanted = main.byFoldedName
    return samples.map { sample in
      var column = sample.folded(by: types.names)
      column.foreignType = RecordTypes().text(sample.type)
      guard let main = wanted.named(sample.name) else { return column }
      column.type = translated(sample.type, main.type) ?? sample.type
      column.mode = column.type.isArray ? .repeated : nil
      return column
    }
  }

  /// Main's type where values of that kind can go into it; nil where they never can.
  private func translated(_ sample: DataType, _ main: DataType) -> DataType? {
    let meaning = types.meaning(main)
    switch (sample, main) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.structure(let fields), .structure(let wanted)): return .structure(translated(fields, wanted))
    case (.array(let element), .array(let wanted)):
      return element.isKnown ? translated(element, wanted).map(DataType.array) : .array(wanted)
    case (.structure, .map): return main
    case _ where meaning == .json: return main
    case (.array, _), (.structure, _), (_, .array), (_, .structure), (_, .map):
      // A type without a meaning may be one that takes anything.
      return meaning == nil && !main.isArray && main.fields == nil ? main : nil
    case (.scalar(let kind, _), _): return Self.takes(kind, meaning) ? main : nil
    case (.range, _), (.map, _): return main
    }
  }

  /// Whether a load of JSON takes values of a kind. Numbers written as strings, and strings for everything that has a
  /// text, are taken by every engine here, so that they tell nothing.
  private static func takes(_ kind: String, _ meaning: CommonType?) -> Bool {
    switch (kind, meaning) {
    case ("boolean", .integer), ("boolean", .decimal), ("boolean", .float), ("boolean", .date),
      ("boolean", .time),
      ("boolean", .dateTime), ("boolean", .instant), ("boolean", .uuid), ("integer", .boolean),
      ("number", .boolean),
      ("integer", .date), ("number", .date), ("integer", .time), ("number", .time), ("integer", .dateTime),
      ("number", .dateTime), ("number", .integer):
      false
    default: true
    }
  }
}
