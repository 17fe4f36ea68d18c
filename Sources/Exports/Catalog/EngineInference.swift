import Engines
import JSONInput
import Schema

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
  }

  /// The engine of the columns of one file.
  mutating func engine(of rows: some Sequence<TypeRow>) -> Outcome {
    if let named { return .decided(named) }
    var counts: [Engine: Int] = [:]
    for row in Set(rows) {
      for engine in writers(of: row) { counts[engine, default: 0] += 1 }
    }
    // A misspelled type is nobody's: what most types say counts.
    let most = counts.values.max() ?? 0
    let likely = candidates.filter { counts[$0] == most && most > 0 }
    if likely.count == 1 { return .decided(likely[0]) }
    let narrowed = likely.filter(known.contains)
    if narrowed.count == 1 { return .decided(narrowed[0]) }
    if likely.isEmpty, known.count == 1, let only = known.first { return .decided(only) }
    if likely.isEmpty || likely.contains(.usual) { return .decided(.usual) }
    // Spark and Databricks have the same types.
    let systems = Set(likely.map { ObjectIdentifier(Swift.type(of: $0.types)) })
    if systems.count == 1 { return .decided(likely[0]) }
    return .open(likely)
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
      return faults + [.engine(engine), .column(column, ordinal: ordinal)]
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
      return type(of: row, in: engine).mapError(column.fault)
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
