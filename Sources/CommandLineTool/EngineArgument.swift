import Engines
import Schema
import ArgumentParser

extension Engine: ExpressibleByArgument {
  /// An engine that a user can name.
  public init?(argument: String) {
    guard let engine = Engine(named: argument), EngineSet.all.nameable.contains(engine) else { return nil }
    self = engine
  }

  /// The names that shells complete and messages list.
  public static var allValueStrings: [String] { EngineSet.all.nameable.map(\.rawValue) }

  /// Shells complete those.
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
