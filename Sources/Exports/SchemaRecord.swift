import Engines
import Schema

/// One thing that an export says about a table: a column, what is known of a nested path, or how it is partitioned.
///
/// Exports repeat the same few records for thousands of tables. They are kept once, and a table is a list of their
/// numbers.
package struct SchemaRecord: Sendable {
  /// What the record says.
  package enum Content: Sendable {
    /// A top-level column at a place in its table, from 1; nil where the export does not tell.
    case column(Column, ordinal: Int?)
    /// A column that the engine adds and that takes no part, at its place.
    case pseudoColumn(ordinal: Int?)
    /// What a row says about a path: `a.b` with the type there and attributes.
    case path(String, of: String, Column)
    /// How the table is partitioned, and the names of its clustering columns.
    case layout(Fact<Partitioning>, clustering: Fact<[String]>)
    /// That a column is the partitioning column, or the clustering column with that number.
    case layoutOfColumn(String, isPartitioning: Fact<Bool>, clusteringOrdinal: Fact<Int>)
    /// Whose types the record's are; BigQuery's where no record says.
    case engine(Engine)
    /// A top-level column whose type is read when it is known which engine wrote it.
    case undecided(UndecidedColumn, ordinal: Int?)
    /// A column of an Avro schema that names types of other schemas; where its type stands in the record.
    case named(Column, ordinal: Int?, path: String)
    /// That the table may have more columns than its records tell.
    case incomplete
    /// Which keys the row of the column that the record tells lacks.
    case keys(RowKeys)
    /// What sample records tell.
    case sample(SampledValue)
    /// A record that cannot be read: the table is left out.
    case fault(RecordFault)
    /// A record that cannot be read, of which something is said elsewhere.
    case leftOut
  }

  /// One record may say several things: a row of COLUMNS a column and its part in the table's layout.
  var contents: [Content]
  /// Where it was met first.
  var place: ExportPlace
  /// The table in which it was met first.
  var table: UInt32
}

extension SchemaRecord {
  /// Which keys its row lacks; nil where it is no row of a column.
  var keys: RowKeys? {
    for case .keys(let keys) in contents { return keys }
    return nil
  }
}

extension SchemaRecord.Content {
  /// What a row says that stands at `path` in its element, and not for itself.
  ///
  /// - Throws: `RecordFault`, its path being the element's.
  static func below(_ path: String, _ contents: () throws(RecordFault) -> [Self]) throws(RecordFault)
    -> [Self]
  {
    do throws(RecordFault) {
      return try contents().map { content in
        switch content {
        case .fault(var fault):
          fault.path = path + fault.path
          return .fault(fault)
        case .undecided(var column, let ordinal):
          column.path = path + column.path
          return .undecided(column, ordinal: ordinal)
        case .named(let column, let ordinal, let inner):
          return .named(column, ordinal: ordinal, path: path + inner)
        default: return content
        }
      }
    } catch {
      var fault = error
      fault.path = path + fault.path
      throw fault
    }
  }
}

/// A column of an export that does not tell which engine wrote it.
package struct UndecidedColumn: Hashable, Sendable {
  var name: String
  /// What the export tells of the type; nil where it tells none.
  var row: TypeRow?
  var mode: Mode?
  var attributes: Column.Attributes
  /// What the export says of how the column is filled, which each engine means in its own way.
  var generation = GenerationRow()
  /// The engine, where what stands beside the column tells it.
  var engine: Engine?
  /// Where the type stands in the record: `/data_type`.
  var path: String
  /// What the column is made of, where the export tells its parts and not its type.
  var parts: Parts?

  /// The parts of a column.
  package indirect enum Parts: Hashable, Sendable {
    case structure([UndecidedColumn])
    /// Elements, as a column without a name.
    case array(UndecidedColumn)
  }

  /// What the export tells of the types of the column and of all its parts.
  var rows: [TypeRow] {
    switch parts {
    case .structure(let fields)?: fields.flatMap(\.rows)
    case .array(let element)?: element.rows
    case nil: row.map { [$0] } ?? []
    }
  }

  /// The column, its type being read.
  func column(_ type: DataType, in engine: Engine) -> Column {
    Column(
      name, type, mode: mode, attributes: engine.types.attributes(attributes, of: generation), in: engine)
  }

  /// Its type where the engine does not know it.
  ///
  /// - Throws: What is said where it cannot be read.
  func type(unknown error: TypeTextError) throws(RecordFault) -> DataType {
    let text = row.map { $0.fullDataType ?? $0.columnType ?? $0.dataType } ?? ""
    return try DataType(unknown: error, text: text, column: name, path: path)
  }
}

/// Why a record cannot be read, with where the culprit stands in its JSON value.
package struct RecordFault: Error, Hashable, Sendable {
  /// What is wrong, without the table's name: `unknown type 'NUMERICC(5, 1)' of column line_margin`.
  var message: String
  /// A name that may have been meant.
  var nearest: String?
  /// The path of the culprit inside of the element: `/data_type`.
  var path: String
  /// Whether the table cannot be compared because of it.
  package var leavesTableOut = true
  /// How bad it is.
  package var severity = Severity.error

  /// What is wrong at `path` in the element.
  package init(
    message: String, nearest: String? = nil, path: String, leavesTableOut: Bool = true,
    severity: Severity = .error
  ) {
    self.message = message
    self.nearest = nearest
    self.path = path
    self.leavesTableOut = leavesTableOut
    self.severity = severity
  }
}

/// A place in an export.
package struct ExportPlace: Hashable, Sendable, Comparable {
  /// The file, counted in the order of the inputs.
  var file: Int32
  /// From 1.
  var line: Int32
  /// From 1, in bytes.
  var column: Int32

  package static func < (left: ExportPlace, right: ExportPlace) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}
