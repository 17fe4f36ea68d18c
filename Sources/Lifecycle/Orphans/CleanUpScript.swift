import Output

/// One way to write a clean-up script: `bq` or `sql`.
package protocol CleanUpScript: NamedFormat where Report == CleanUpPlan {}

/// The kinds of clean-up scripts.
package enum CleanUpScripts: NamedFormats {
  /// Every kind, by name.
  package static let all: [any CleanUpScript] = [BqCleanUp(), SQLCleanUp()]

  /// A kind's name.
  package static func name(of script: any CleanUpScript) -> String { script.name }
}
