import Auditing
import Baselines
import Comparison
import Engines
import Exports
import JSONInput
import Platform
import Schema
import Settings
import Text

/// Compares a main table with its staging tables, both taken from exports of their schemas.
///
/// ```swift
/// var audit = Audit(main: "orders", exports: ["columns.ndjson"])
/// audit.staging = ["_staging_orders_*"]
/// let report = try audit.run()
/// ```
public struct Audit: Sendable {
  /// A file that holds one table, or the name of a table among the exports: `table`, `dataset.table` or
  /// `project.dataset.table`.
  public var main: String
  /// Files, folders and globs. The form of each file is found from its content; `.gz` is read as it is.
  public var exports: [String]
  /// Name patterns of the staging tables; empty for every table other than main.
  public var staging: [String] = []
  /// Name patterns of tables that are no staging tables whatever ``staging`` says.
  public var excluding: [String] = []
  /// Patterns of column paths about which nothing is reported.
  public var ignoring: [String] = []
  /// Severities by rule, over those of the rules themselves; nil turns a rule off.
  public var severities: [String: Severity?] = [:]
  /// The engine of exports that do not say which engine wrote them; nil to find out from their types.
  public var engine: Engine?
  /// The baseline's file; nil for none.
  public var baseline: String?
  /// The lowest severity of unaccepted or expired drift that fails the audit.
  public var failOn = FailLevel.warning
  /// Whether an audit without staging tables may pass.
  public var allowsNoStaging = false
  /// The rules to run.
  public var rules: [any Rule] = BuiltInRules.all
  /// Forms of export that are tried before those that come with driftaudit.
  public var forms: [any ExportForm.Type] = []
  /// When the report is made, UTC, as `2026-11-24T04:00:00Z`; nil for now. Its day decides which acceptances have expired.
  public var time: String?

  /// An audit of `main` with the tables of `exports`.
  public init(main: String, exports: [String]) {
    self.main = main
    self.exports = exports
  }

  /// Reads the exports and compares.
  ///
  /// What cannot be read is among the report's problems and makes its verdict ``Verdict/error``.
  ///
  /// - Throws: ``PatternError`` where a name pattern is not valid.
  public func run() throws(PatternError) -> Report {
    var settings = AuditSettings()
    settings.sources = exports
    settings.engine = engine?.inner
    settings.allowNoStaging = allowsNoStaging
    settings.exclude = try excluding.map { pattern throws(PatternError) in
      try PatternError.naming(pattern) { () throws(GlobError) in try TablePattern(pattern) }
    }
    settings.ignore = try ignoring.map { pattern throws(PatternError) in
      try PatternError.naming(pattern) { () throws(GlobError) in try ColumnPattern(pattern) }
    }
    if !staging.isEmpty {
      settings.families = [
        FamilyPattern(
          name: FamilyPattern.unnamed,
          patterns: try staging.map { pattern throws(PatternError) in
            try PatternError.naming(pattern) { () throws(GlobError) in try TablePattern(pattern) }
          })
      ]
    }
    settings.rules = Dictionary(
      uniqueKeysWithValues: severities.map { rule, severity in
        (RuleID(rawValue: rule), severity.map { .severity($0.inner) } ?? .off)
      })
    var request = AuditRun.Request(generatedAt: time ?? Self.now)
    request.failOn = failOn.inner
    request.rules = RuleSet(rules)
    request.audits = [AuditSpec(main: main, mainPath: main, settings: settings)]
    if let baseline {
      switch FileBytes.read(baseline) {
      case .success(let bytes):
        let (content, problems) = Baseline.load(bytes: bytes, file: baseline, knownRules: rules.map(\.id))
        request.baseline = content.map { (baseline, $0) }
        request.problems = problems
      case .failure(let failure): request.problems = [failure.problem]
      }
    }
    return Report(inner: AuditRun.run(request, loader: Catalog.loader(forms)).report)
  }
}

extension Audit {
  private static var now: String { Moment(seconds: SystemClock.seconds)?.description ?? "" }

  /// Compares tables that are in memory.
  ///
  /// - Parameters:
  ///   - main: The main table, by whose engine's rules types are compared.
  ///   - staging: Tables of the same engine.
  ///   - rules: The rules to run.
  /// - Throws: ``UnknownTypeError`` where an engine has no type of that name.
  public static func compare(_ main: Table, with staging: [Table], rules: [any Rule] = BuiltInRules.all)
    throws(UnknownTypeError) -> Report
  {
    let set = RuleSet(rules)
    let policy = DriftPolicy(today: String(now.prefix(10)))
    var schemas: [TableSchema] = []
    let mainSchema = try main.schema()
    for table in staging { schemas.append(SchemaTranslation(try table.schema(), to: mainSchema).schema) }
    let tables = staging.enumerated().map { StagingTable(name: TableName(dotted: $1.name), schema: $0) }
      .sorted { $0.name < $1.name }
    let compared = AuditComparer.compare(
      main: Schema.Table(name: TableName(dotted: main.name), schema: mainSchema), mainSource: "",
      families: [StagingFamily(name: FamilyPattern.unnamed, tables: tables)], schemas: schemas,
      rules: policy.rules(for: set.all))
    var report = DriftReport(
      generatedAt: now, audits: [policy.applied(to: compared)],
      problems: [])
    report.rules = set
    return Report(inner: report)
  }
}

/// A type that its engine does not have.
public struct UnknownTypeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The table's name.
  public let table: String
  /// The column's name.
  public let column: String
  /// The type as it was given.
  public let type: String
  /// All of it in a sentence, safe to print.
  public var description: String {
    SafeText.printable("unknown type '\(type)' of column \(column) in \(table)")
  }
}

extension Table {
  /// The schema as the program compares it.
  fileprivate func schema() throws(UnknownTypeError) -> TableSchema {
    var columns: [Schema.Column] = []
    for column in self.columns {
      do throws(TypeTextError) {
        columns.append(try column.inner(in: engine.inner))
      } catch {
        throw UnknownTypeError(table: name, column: column.name, type: column.type)
      }
    }
    var schema = TableSchema(columns: columns)
    schema.engine = engine.inner
    return schema
  }
}

/// Why a name pattern is not valid.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The pattern.
  public let pattern: String
  /// What is wrong with it.
  public let reason: String
  /// Both, safe to print.
  public var description: String { SafeText.printable("'\(pattern)': \(reason)") }

  static func naming<Pattern>(_ text: String, _ body: () throws(GlobError) -> Pattern) throws(PatternError)
    -> Pattern
  {
    do throws(GlobError) {
      return try body()
    } catch {
      throw PatternError(pattern: text, reason: error.message)
    }
  }
}
