import Comparison
import Engines
import Schema

/// One kind of drift: what it finds and what it says about it.
///
/// A rule sees each column path as main and staging have it, and the two tables as a whole; it implements the checks
/// that concern it. Pass your own rules to ``Audit/rules``, beside those of ``BuiltInRules/all``:
///
/// ```swift
/// struct NamedAfterItsUnit: Rule {
///   let id = "unit-in-name"
///   let title = "Units missing from names"
///   let page = RulePage(
///     summary: "A column of floating-point numbers whose name has no unit.", rationale: "Nobody knows its unit.",
///     remedy: "Rename the column.", example: "finds  unit-in-name  weight")
///
///   func check(_ pair: ColumnPair) -> [Drift] {
///     guard let column = pair.staging, column.type == "FLOAT64", !column.name.contains("_") else { return [] }
///     return [Drift(.note, "The unit of its values is unknown.")]
///   }
/// }
/// ```
public protocol Rule: Sendable {
  /// The rule's name: lower-case words with hyphens. Findings, baselines and configurations refer to it.
  var id: String { get }
  /// The heading over its findings.
  var title: String { get }
  /// A sign of one character for matrices of columns and shapes.
  var sign: String { get }
  /// The default severity with its cases, in a few words, as lists of rules show it.
  var defaultSeverity: String { get }
  /// What `explain` and the pages of reports show.
  var page: RulePage { get }
  /// What is wrong with one column, or field of a STRUCT, that one side or both have.
  func check(_ pair: ColumnPair) -> [Drift]
  /// What is wrong with the tables as a whole.
  func check(main: Table, staging: Table) -> [Drift]
  /// What several findings of the rule say together, without a full stop.
  ///
  /// - Parameters:
  ///   - columns: How many columns, with the noun: `3 columns`.
  ///   - tables: Which tables: `all 1,665 staging tables`.
  func sentence(columns: String, tables: String) -> String
}

extension Rule {
  /// A dot.
  public var sign: String { "•" }
  /// `depends on the case`.
  public var defaultSeverity: String { "depends on the case" }
  /// Finds nothing.
  public func check(_ pair: ColumnPair) -> [Drift] { [] }
  /// Finds nothing.
  public func check(main: Table, staging: Table) -> [Drift] { [] }
  /// The title with the numbers.
  public func sentence(columns: String, tables: String) -> String { "\(title): \(columns) in \(tables)" }
}

/// A rule's page. Plain Markdown, no headings.
public struct RulePage: Sendable, Hashable {
  /// One line: what the rule finds.
  public var summary: String
  /// What breaks.
  public var rationale: String
  /// What to do about it.
  public var remedy: String
  /// A short example: main's side, staging's side, what is reported.
  public var example: String

  /// A page.
  public init(summary: String, rationale: String, remedy: String, example: String) {
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.example = example
  }
}

/// One column path as main and staging have it; at least one side is there.
public struct ColumnPair: Sendable {
  /// `name`, or `parent.child` for a field, in main's spelling, or in staging's where main lacks it.
  public let path: String
  /// Main's column; nil where main lacks it.
  public let main: Column?
  /// Staging's column; nil where staging lacks it.
  public let staging: Column?
  /// Whether it is a field of a STRUCT, or of an ARRAY of STRUCTs, that both sides have.
  public let isField: Bool
  /// Main's engine, by whose rules the pair is judged.
  public let engine: Engine

  init(_ pair: Comparison.ColumnPair) {
    path = pair.path
    main = pair.main.map { Column($0, in: pair.engine) }
    staging = pair.staging.map { Column($0, in: pair.engine) }
    isField = pair.isField
    engine = Engine(pair.engine)
  }
}

/// What a rule found.
public struct Drift: Sendable, Hashable {
  /// How bad it is, before a configuration has its say.
  public let severity: Severity
  /// What happens to a statement that goes by position and to a MERGE with explicit columns: plain sentences without
  /// names of columns and tables, because columns with one fate share one text.
  public let consequence: String
  /// What it does to rows on each way into main.
  public let effects: Effects
  /// A remark about this one case; nil for none.
  public let hint: String?

  /// A drift from its parts; without effects rows arrive as they are.
  public init(
    _ severity: Severity, _ consequence: String, effects: Effects = Effects(.works, .works),
    hint: String? = nil
  ) {
    self.severity = severity
    self.effects = effects
    self.consequence = consequence
    self.hint = hint
  }
}

/// The rules that come with driftaudit.
public enum BuiltInRules {
  /// All of them, in the order in which reports list them.
  public static let all: [any Rule] = Rules.all.map(BuiltInRule.init)
}

/// A rule of the program, as the library shows it.
struct BuiltInRule: Rule {
  let inner: any Comparison.Rule

  var id: String { inner.id.rawValue }
  var title: String { inner.title }
  var sign: String { inner.sign }
  var defaultSeverity: String { inner.defaultSeverity }
  var page: RulePage {
    let page = inner.documentation
    return RulePage(
      summary: page.summary, rationale: page.rationale, remedy: page.remedy, example: page.example)
  }
}

/// A rule from outside, as the program runs it.
struct AddedRule: Comparison.Rule {
  let rule: any Rule

  var id: RuleID { RuleID(rawValue: rule.id) }
  var title: String { rule.title }
  var sign: String { rule.sign }
  var defaultSeverity: String { rule.defaultSeverity }
  var documentation: RuleDocumentation {
    RuleDocumentation(
      summary: rule.page.summary, rationale: rule.page.rationale, remedy: rule.page.remedy,
      example: rule.page.example)
  }

  func check(_ pair: Comparison.ColumnPair) -> [Difference] {
    rule.check(ColumnPair(pair)).map {
      pair.difference(id, $0.severity.inner, $0.effects.inner, $0.consequence, hint: $0.hint)
    }
  }

  func check(_ pair: TablePair) -> [Difference] {
    rule.check(
      main: Table(TableName(table: "main"), pair.main),
      staging: Table(TableName(table: "staging"), pair.staging)
    ).map {
      Difference(
        rule: id, severity: $0.severity.inner, column: nil, position: nil, main: nil, staging: nil,
        effects: $0.effects.inner, consequence: $0.consequence, hint: $0.hint)
    }
  }

  func sentence(_ group: GroupedFindings) -> String {
    rule.sentence(columns: group.columns, tables: group.tables)
  }

  func inComparison(_ finding: Comparison.Finding) -> String? {
    finding.column == nil ? finding.consequence : rule.title
  }
}

extension RuleSet {
  /// The program's rules and those from outside.
  init(_ rules: [any Rule]) {
    self.init(rules.map { ($0 as? BuiltInRule)?.inner ?? AddedRule(rule: $0) })
  }
}
