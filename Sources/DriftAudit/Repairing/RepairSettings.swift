/// How drift is removed, as a user says it.
public struct RepairSettings: Hashable, Sendable {
  /// Which side is altered.
  public var target: Target
  /// Whether columns are written anew where no ALTER changes their type.
  public var rewrites = false
  /// The engine whose statements are written; nil for main's own.
  public var dialect: Engine?

  /// Settings for one target, with nothing else said.
  public init(target: Target) { self.target = target }

  /// The side that is altered.
  public enum Target: String, Hashable, Sendable, CaseIterable {
    /// The staging tables, so that they are as main.
    case staging
    /// Main, so that it takes all that staging tables have.
    case main
  }
}
