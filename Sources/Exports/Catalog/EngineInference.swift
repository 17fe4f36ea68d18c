import Engines
import JSONInput
import Schema
import Text

/// Finds out which engine wrote exports that do not say so: the one that writes all of a file's types as they stand there.
struct EngineInference {
  /// The engine that the user named; nil where none was.
  let named: Engine?
  /// Engines that other exports, or a dbt manifest, tell of.
  let known: Set<Engine>

  /// The engines whose exports need not tell that they are theirs.
  let candidates: [Engine]
  private var engines: [TypeRow: Set<Engine>] = [:]
  private var types: [Engine: [TypeRow: Result<DataType, TypeTextError>]] = [:]

  init(named: Engine?, known: Set<Engine>, among engines: EngineSet) {
    self.named = named
    self.known = known
    candidates = engines.writersOfRows
  }

  /// The engines that could have written a file's columns.
  enum Outcome: Hashable {
    case decided(Engine)
    /// Several, of which none is more likely.
    case open([Engine])
    /// An engine that is known by a type, and that driftaudit does not read.
    case foreign(String, type: String)
  }

  /// The engine of the columns of one file.
  mutating func engine(of rows: some Sequence<TypeRow>) -> Outcome {
    if let named { return .decided(named) }
    let rows = Set(rows)
    var counts: [Engine: Int] = [:]
    var sole: Set<Engine> = []
    for row in rows {
      let writers = writers(of: row)
      for engine in writers { counts[engine, default: 0] += 1 }
      if let only = Self.only(candidates.filter(writers.contains)) { sole.insert(only) }
    }
    let fitting = candidates.filter { counts[$0] == rows.count }
    if let only = Self.only(fitting) { return .decided(only) }
    if fitting.isEmpty, let foreign = Self.foreign(rows) { return foreign }
    // A misspelled type is nobody's: what only one engine has counts, and then what most types say.
    if sole.count == 1, let only = sole.first, fitting.isEmpty || fitting.contains(only) {
      return .decided(only)
    }
    let most = counts.values.max() ?? 0
    let likely = candidates.filter { counts[$0] == most && most > 0 }
    let narrowed = likely.filter(known.contains)
    if narrowed.count == 1 { return .decided(narrowed[0]) }
    if likely.isEmpty { return .decided(known.count == 1 ? known.first ?? .usual : .usual) }
    return .open(likely)
  }

  /// The only one of several engines; of those with the same types, as Spark and Databricks, the first.
  private static func only(_ engines: [Engine]) -> Engine? {
    let systems = Set(engines.map { ObjectIdentifier(Swift.type(of: $0.types)) })
    return systems.count == 1 ? engines[0] : nil
  }

  /// The engine that a type names which no engine here has; nil where there is no such type.
  private static func foreign(_ rows: Set<TypeRow>) -> Outcome? {
    for type in rows.map(\.dataType).sorted() {
      if let engine = ForeignEngines.engine(ofType: type) { return .foreign(engine, type: type) }
    }
    return nil
  }

  private mutating func writers(of row: TypeRow) -> Set<Engine> {
    if let known = engines[row] { return known }
    let writers = Set(candidates.filter { $0.types.writes(row) })
    engines[row] = writers
    return writers
  }

  /// The type of a row, in an engine.
  mutating func type(of row: TypeRow, in engine: Engine) -> Result<DataType, TypeTextError> {
    if let known = types[engine]?[row] { return known }
    let result = Result { () throws(TypeTextError) in try engine.types.type(of: row) }
    types[engine, default: [:]][row] = result
    return result
  }
}

extension EngineInference {
  /// Reads the types of columns that were left open, and says of which files nothing can be told.
  mutating func resolve(_ records: inout [SchemaRecord], files: [InputFile]) -> [Problem] {
    var rows: [Int32: Set<TypeRow>] = [:]
    for record in records {
      for content in record.contents {
        let own = content.undecidedRows
        if !own.isEmpty { rows[record.place.file, default: []].formUnion(own) }
      }
    }
    var engines: [Int32: Engine] = [:]
    var problems: [Problem] = []
    for (file, rows) in rows.sorted(by: { $0.key < $1.key }) {
      switch engine(of: rows) {
      case .decided(let engine): engines[file] = engine
      case .foreign(let name, let type):
        problems.append(
          Problem(
            file: files[Int(file)].displayName, line: 1, column: 1,
            "this export is one of \(name), by its type '\(type.clipped())', and that is no engine that driftaudit knows. "
              + "Its tables are left out of the audit; --engine compares them as another engine's."))
      case .open(let likely):
        let names = likely.map(\.rawValue).joined(separator: ", ")
        problems.append(
          Problem(
            file: files[Int(file)].displayName, line: 1, column: 1,
            "this export does not say which engine wrote it, and its types could be of several (\(names)): name it with "
              + "--engine, or `engine` in driftaudit.yml. Its tables are left out of the audit."))
      }
    }
    for index in records.indices where records[index].contents.contains(where: { $0.undecided != nil }) {
      let engine = engines[records[index].place.file]
      records[index].contents = records[index].contents.flatMap { resolved($0, in: engine) }
    }
    return problems
  }

  /// What a record says when the engine of its file is known, or is nobody's to say.
  private mutating func resolved(
    _ content: SchemaRecord.Content, in engine: Engine?
  ) -> [SchemaRecord.Content] {
    guard case .undecided(let undecided, let ordinal) = content else { return [content] }
    // A column of which no type is told is the same in every engine.
    guard let engine = undecided.engine ?? engine ?? (undecided.rows.isEmpty ? .usual : nil) else {
      return [.leftOut]
    }
    switch type(of: undecided, in: engine) {
    case .failure(let fault): return [.fault(fault)]
    case .success(let type):
      let column = undecided.column(type, in: engine)
      let faults = engine == .bigQuery ? BigQueryName.faults(in: column, path: "/column_name") : []
      let unknown = column.unknownTypes(in: engine, path: undecided.path)
      return faults + unknown + [.engine(engine), .column(column, ordinal: ordinal)]
    }
  }

  /// The type of a column, or of a part of one, in an engine.
  private mutating func type(of column: UndecidedColumn, in engine: Engine) -> Result<DataType, RecordFault> {
    switch column.parts {
    case .structure(let fields)?:
      var read: [Column] = []
      for field in fields {
        switch type(of: field, in: engine) {
        case .failure(let fault): return .failure(fault)
        case .success(let type): read.append(field.column(type, in: engine))
        }
      }
      return .success(.structure(read))
    case .array(let element)?: return type(of: element, in: engine).map(DataType.array)
    case nil:
      guard let row = column.row else { return .success(.unknown) }
      switch type(of: row, in: engine) {
      case .success(let type): return .success(type)
      case .failure(let error):
        do throws(RecordFault) {
          return .success(try column.type(unknown: error))
        } catch {
          return .failure(error)
        }
      }
    }
  }
}

extension SchemaRecord.Content {
  /// The column whose type is left open; nil for anything else.
  fileprivate var undecided: UndecidedColumn? {
    if case .undecided(let column, _) = self { column } else { nil }
  }

  /// What is told of the types of a column of which nothing tells the engine; empty for anything else.
  fileprivate var undecidedRows: [TypeRow] { undecided.map { $0.engine == nil ? $0.rows : [] } ?? [] }
}
