import Schema

/// Everything about one engine. Adding an engine is one folder, which declares this, and one line in `EngineSet.all`.
package protocol EngineDefinition: EngineIdentity {
  /// Other names that users and tools give it, in small letters.
  static var aliases: [String] { get }
  /// Whether a user can name it: its exports do not always say which engine wrote them.
  static var isNameable: Bool { get }
  /// How a merge is written; nil where none is.
  static var sqlDialect: (any SQLDialect)? { get }
  /// How tables are altered; nil where no repair is written.
  static var alterDialect: (any AlterDialect)? { get }
  /// How its catalog counts tables by their columns; nil where it is not asked.
  static var catalog: CatalogAccess? { get }
  /// The program that is asked for a snapshot of its catalog; nil where there is none.
  static var snapshotClient: (any SnapshotClient)? { get }
}

extension EngineDefinition {
  package static var aliases: [String] { [] }
  package static var isNameable: Bool { true }
  package static var sqlDialect: (any SQLDialect)? { nil }
  package static var alterDialect: (any AlterDialect)? { nil }
  package static var catalog: CatalogAccess? { nil }
  package static var snapshotClient: (any SnapshotClient)? { nil }
}

/// How an engine's catalog counts tables by their columns.
package enum CatalogAccess: Sendable {
  /// In one statement.
  case statement(any CatalogDialect)
  /// By a script that walks it.
  case script(CatalogScript)
}

extension Engine {
  private var definition: (any EngineDefinition.Type)? { identity as? any EngineDefinition.Type }

  /// How a merge is written; nil where none is.
  package var sqlDialect: (any SQLDialect)? { definition?.sqlDialect }
  /// How tables are altered; nil where no repair is written.
  package var alterDialect: (any AlterDialect)? { definition?.alterDialect }
  /// How its catalog counts tables by their columns; nil where it is not asked.
  package var catalog: CatalogAccess? { definition?.catalog }
  /// The program that is asked for a snapshot of its catalog; nil where there is none.
  package var snapshotClient: (any SnapshotClient)? { definition?.snapshotClient }
}
