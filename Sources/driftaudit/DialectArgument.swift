import ArgumentParser
import DriftAudit

/// An engine that statements can be written for.
struct DialectArgument: ExpressibleByArgument {
  let engine: Engine

  init?(argument: String) {
    guard let engine = Engine(named: argument), Dialects.engines.contains(engine) else { return nil }
    self.engine = engine
  }

  /// The names that shells complete and messages list.
  static var allValueStrings: [String] { Dialects.engines.map(\.rawValue) }
}
