import Comparison
import Schema
import Settings

/// What a run was asked for about one main, and where: a comparison knows nothing of it.
package struct AskedAudit: Hashable, Sendable {
  /// Whether only some of the configured staging tables were wanted.
  package var isNarrowed = false
  /// Where the audit is configured; nil where nothing but the call of the program describes it.
  package var place: SourcePlace?
  /// How its tables can be read again; nil where they cannot.
  package var origin: Origin?

  /// Nothing in particular.
  package init() {}

  /// What another run needs to read an audit's tables again.
  package struct Origin: Hashable, Sendable {
    /// Main's file where it is one by itself, else its whole name.
    package var main: String
    /// The exports as the user named them.
    package var sources: [String]
    /// The engine of exports that do not tell it; nil to find out.
    package var engine: Engine?
    /// What selects the same tables; nil where they cannot be selected again.
    package var selection: Selection?
    /// Whether the configuration tells which rows belong together.
    package var hasKey = false

    /// An origin from its parts.
    package init(main: String, sources: [String], engine: Engine? = nil) {
      self.main = main
      self.sources = sources
      self.engine = engine
    }
  }

  /// What selects an audit's tables.
  package enum Selection: Hashable, Sendable {
    /// The configuration alone, where main is written so.
    case configured(main: String)
    /// Patterns beside the sources and main.
    case patterns(staging: [String], exclude: [String], includesViews: Bool)
  }
}

extension DriftReport {
  /// What the run was asked for about the main of an audit.
  package func asked(of audit: ComparedAudit) -> AskedAudit { asked[audit.main.name] ?? AskedAudit() }
}
