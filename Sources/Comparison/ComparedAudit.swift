import Schema
import Text

/// A staging table to be compared, or one that could not be read.
package struct StagingTable: Hashable, Sendable {
  /// The table's name.
  package var name: TableName
  /// Index into the schemas that go with the table; nil where the table could not be read.
  package var schema: Int?
  /// How many tables it stands for, itself included; see `CatalogTable`.
  package var count: Int32 = 1
  /// What exports tell about it besides its columns.
  var facts: TableFacts?

  /// A staging table from its parts.
  package init(name: TableName, schema: Int?, facts: TableFacts? = nil, count: Int32 = 1) {
    self.name = name
    self.schema = schema
    self.facts = facts
    self.count = count
  }
}

/// The staging tables of one family.
package struct StagingFamily: Hashable, Sendable {
  /// The family's name; `staging` where none is configured.
  var name: String
  /// The family's tables, sorted by name.
  package var tables: [StagingTable]
  /// When the first and the last of the tables for which one stands were created, by that one's name.
  var periods: [TableName: Span<Moment>]

  /// A family from its parts.
  package init(name: String, tables: [StagingTable], periods: [TableName: Span<Moment>] = [:]) {
    self.name = name
    self.tables = tables
    self.periods = periods
  }
}

/// One distinct normalised schema among the staging tables of an audit.
package struct Shape: Hashable, Sendable {
  /// `s1`, `s2`, … by falling number of tables, then by fingerprint.
  package var id: String
  /// 16 hexadecimal digits of SHA-256 over names in lower case, types, modes, order, defaults, collations and rounding
  /// modes. What an export does not tell counts as not set, so that the same schema has one fingerprint in every form.
  package var fingerprint: String
  /// Number of top-level columns.
  package var columns: Int
  /// Whether these are all columns: what a project declares, or sample records hold, need not be.
  package var isComplete = true
  /// What becomes of rows of its tables on each way into main.
  package var effects = PairEffects(position: nil, name: nil)
  /// Number of staging tables, over all families.
  package var tableCount: Int
  /// The first of these tables by name.
  package var example: String
  /// The first and the last batch that has it; nil where batches are not told.
  package var batches: Span<String>?
  /// When the first and the last of its tables were created; nil where that is not told.
  package var created: Span<Moment>?

  /// A shape from its parts.
  init(id: String, fingerprint: String, columns: Int, tableCount: Int, example: String) {
    self.id = id
    self.fingerprint = fingerprint
    self.columns = columns
    self.tableCount = tableCount
    self.example = example
  }
}

/// One main table compared with its staging tables.
@usableFromInline
package struct ComparedAudit: Sendable {
  /// Main.
  package var main: Table
  /// The file that main's schema comes from, as the user named it.
  package var mainSource: String
  /// The names of the families, in the configuration's order.
  package var families: [String]
  /// By main's column order, then by column, rule, from, to and family.
  package var findings: [Finding]
  /// By falling number of tables, then by fingerprint.
  package var shapes: [Shape]
  /// For each shape the schema, in main's engine, of the export that was met first.
  package var schemas: [TableSchema] = []
  /// All staging tables that are named, sorted by name.
  package var tables: [Row]
  /// When the first and the last of the tables for which one stands were created, by that one's name.
  package var periods: [TableName: Span<Moment>] = [:]
  /// The rules that the tables were compared by.
  package var rules = RuleSet.standard

  /// One staging table in the result.
  @usableFromInline
  package struct Row: Hashable, Sendable {
    /// The table's name.
    package var name: TableName
    /// The family's name.
    package var family: String
    /// Index into `shapes`; nil where the table could not be read.
    package var shape: Int?
    /// Indices into `findings` of this table's variant are `findingsByVariant[variant]`; nil where the table could not
    /// be read. Tables of one shape may come from exports that tell more or less, so that one shape can have several
    /// variants.
    package var variant: Int?
    /// How many tables of its shape it stands for, itself included: more than one where not all of them are named.
    @usableFromInline
    package var count: Int32 = 1
    /// What exports tell about it besides its columns.
    package var facts: TableFacts?
    /// Index into `batches`; nil where its name tells no batch.
    package var batch: Int?

    /// A row from its parts.
    init(
      name: TableName, family: String, shape: Int?, variant: Int?, facts: TableFacts? = nil, count: Int32 = 1
    ) {
      self.count = count
      self.facts = facts
      self.name = name
      self.family = family
      self.shape = shape
      self.variant = variant
    }
  }

  /// Whether tables that are counted and not named were met one by one, and are alike in their batches too.
  package var isFolded = false
  /// By name; empty where no pattern tells batches.
  package var batches: [Batch] = []
  /// Staging tables whose names the pattern does not fit.
  package var tablesWithoutBatch = 0

  /// For each variant and family that occurs, the indices into `findings` that its tables show, ascending.
  package var findingsByVariant: [[Int]]
  /// For each variant the schema, in main's engine.
  package var schemasByVariant: [TableSchema] = []

  /// A compared audit from its parts.
  init(
    main: Table, mainSource: String, families: [String], findings: [Finding], shapes: [Shape], tables: [Row],
    findingsByVariant: [[Int]]
  ) {
    self.main = main
    self.mainSource = mainSource
    self.families = families
    self.findings = findings
    self.shapes = shapes
    self.tables = tables
    self.findingsByVariant = findingsByVariant
  }
}

extension Sequence<ComparedAudit.Row> {
  /// How many tables these are, those included that are not named.
  @inlinable
  package var tableCount: Int { reduce(0) { $0 + Int($1.count) } }

  /// How many tables those rows are of which something is true.
  @inlinable
  package func tableCount(where isCounted: (ComparedAudit.Row) -> Bool) -> Int {
    reduce(0) { isCounted($1) ? $0 + Int($1.count) : $0 }
  }
}

extension ComparedAudit {
  /// The worst that becomes of rows of any staging table on each way into main; nil without staging tables.
  package var effects: PairEffects? {
    shapes.dropFirst().reduce(shapes.first?.effects) { $0?.worst($1.effects) }
  }

  /// Whether there are staging tables that are counted and not named.
  package var hasUnnamedTables: Bool { tables.contains { $0.count > 1 } }

  /// When the tables for which a row stands were created; nil where that is not told.
  func period(of row: Row) -> Span<Moment>? {
    if !periods.isEmpty, let period = periods[row.name] { return period }
    return row.facts?.created.map { Span($0) }
  }
}
