import Engines
import Schema
import ArgumentParser

extension Engine: ExpressibleByArgument {
  /// An engine that a user can name.
  package init?(argument: String) {
    guard let engine = Engine(named: argument), EngineSet.all.nameable.contains(engine) else { return nil }
    self = engine
  }

  /// The names that shells complete and messages list.
  package static var allValueStrings: [String] { EngineSet.all.nameable.map(\.rawValue) }

  /// Shells complete those.
  package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
