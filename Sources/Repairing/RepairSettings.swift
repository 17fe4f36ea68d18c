import Schema

/// How drift is removed, as a user says it.
package struct RepairSettings: Hashable, Sendable {
  /// Which side is altered.
  var target: Target
  /// Whether columns are written anew where no ALTER changes their type.
  package var rewrites = false
  /// The engine whose statements are written; nil for main's own.
  package var dialect: Engine?

  /// Settings for one target, with nothing else said.
  package init(target: Target) { self.target = target }

  /// The side that is altered.
  package enum Target: String, Hashable, Sendable, CaseIterable {
    /// The staging tables, so that they are as main.
    case staging
    /// Main, so that it takes all that staging tables have.
    case main
  }
}
