import Engines
import Schema

extension RuleID {
  /// The same type with another length, precision or scale.
  package static let parametersChanged: RuleID = "parameters-changed"
}

/// The same type with another length, precision or scale.
struct ParametersChanged: Rule {
  let id = RuleID.parametersChanged
  let defaultSeverity = "note where every staging value fits main, else warning"
  let title = "Other lengths, precisions or scales"
  let sign = "P"
  let documentation = RuleDocumentation(
    summary: "A column has the same type with another length, precision or scale.",
    rationale: """
      Where staging allows longer texts or more digits than main, some day a value arrives that main refuses, and the \
      whole MERGE fails with it. More decimals than main keeps are rounded without a word.
      """,
    remedy:
      "Give both sides the same parameters; widening a column is `ALTER TABLE … ALTER COLUMN … SET DATA TYPE`.",
    example: """
      main     name STRING(50)
      staging  name STRING
      finds    parameters-changed  name  STRING(50) → STRING
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging, main.type.isArray == staging.type.isArray,
      case .scalar(let name, let limits) = main.type.element,
      case .scalar(let other, let actual) = staging.type.element, name == other, limits != actual,
      ParameterFit(from: (name, actual), into: (name, limits), in: pair.types) != nil
    else { return [] }
    let loads = pair.typeLoads(staging.type, main.type)
    let effects = Effects(position: loads.position.effect, name: loads.name.effect)
    if pair.loading.isReader {
      return [pair.difference(id, .warning, Effects(both: .fails), pair.words.unreadableNumbers)]
    }
    return [
      pair.difference(
        id, effects == .none ? .note : .warning, effects,
        effects == .none ? pair.words.everyValueFits(pair.loading) : pair.words.assigned(loads.name) + ".")
    ]
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another length, precision or scale in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { finding.severity == .note ? "fits" : "may not fit" }
}

extension EngineWords {
  fileprivate var unreadableNumbers: String {
    "A reader with main's schema fails: precision, scale and size have to be the same."
  }
}
