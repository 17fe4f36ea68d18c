/// An engine, or a file format, whose schemas are compared. Types are printed in its words and coerce by its rules.
///
/// It stands for its description, the type that the engine's folder declares: comparing two engines compares two addresses.
/// There is no list of engines here, so whoever looks one up by a name or a row says among which.
package struct Engine: Sendable, Hashable, CustomStringConvertible {
  /// What describes the engine.
  package let identity: any EngineIdentity.Type

  /// An engine from its description.
  package init(_ identity: any EngineIdentity.Type) { self.identity = identity }

  /// The name by which files and users know it: `postgres`.
  package var rawValue: String { identity.id }
  /// The engine's types: how they are read, printed and coerced.
  package var types: any TypeSystem { identity.types }
  /// The engine's name in a sentence.
  package var name: String { types.words.engine }
  package var description: String { rawValue }

  package static func == (one: Engine, other: Engine) -> Bool {
    ObjectIdentifier(one.identity) == ObjectIdentifier(other.identity)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(identity)) }
}

/// What every engine says of itself.
package protocol EngineIdentity: SendableMetatype {
  /// The name by which files and users know it, in small letters.
  static var id: String { get }
  /// Its types: how they are read, printed and coerced.
  static var types: any TypeSystem { get }
}
