import Engines
import Schema
import Settings
import ArgumentParser

/// An engine that statements can be written for.
struct DialectArgument: ExpressibleByArgument {
  let engine: Engine

  init?(argument: String) {
    guard let engine = Engine(named: argument), MergeSettings.dialects.contains(engine) else { return nil }
    self.engine = engine
  }

  /// The names that shells complete and messages list.
  static var allValueStrings: [String] { MergeSettings.dialects.map(\.rawValue) }
}

extension Way: ExpressibleByArgument {}
