import Schema
import Text

/// What rules about single attributes have in common.
enum AttributeChange {
  /// One difference where both exports tell the attribute and tell it differently. The hint says what each side has.
  static func differences<Value>(
    _ rule: RuleID, _ severity: Severity, _ pair: ColumnPair,
    _ attribute: KeyPath<Column.Attributes, Fact<Value>>,
    consequence: String, shown: (Value) -> String
  ) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging else { return [] }
    let (one, other) = (main.attributes[keyPath: attribute], staging.attributes[keyPath: attribute])
    guard one.isKnown, other.isKnown, one != other else { return [] }
    func text(_ fact: Fact<Value>) -> String { fact.value.map { shown($0).clipped(to: 60) } ?? "none" }
    return [
      pair.difference(rule, severity, .none, consequence, hint: "main: \(text(one)); staging: \(text(other))")
    ]
  }
}
