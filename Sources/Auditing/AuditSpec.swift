import JSONInput
import Schema
import Settings

/// One audit to make.
package struct AuditSpec: Hashable, Sendable {
  /// Main: a file that holds one table, or the name of a table among the sources.
  package var main: String
  /// Main as a path, should it be a file.
  package var mainPath: String
  /// Where main is named; nil for the command line.
  package var place: SourcePlace?
  /// Patterns, rules, ignored columns, and the sources.
  package var settings: AuditSettings
  /// Whether staging patterns were narrowed for this run, so that what is not found says nothing about the baseline.
  package var isNarrowed: Bool
  /// Patterns of the batches to compare, which `settings.batch` tells; empty for all.
  package var batches: [Glob] = []
  /// When the staging tables to compare were created.
  package var created = CreationWindow()
  /// Whether driftaudit.yml alone says all of this.
  package var isAsConfigured = false
  /// The sources and the engine of those that do not tell it.
  package var exports: AuditRun.Exports {
    AuditRun.Exports(sources: settings.sources, engine: settings.engine)
  }

  /// Main's file; none where main is the name of a table.
  package var mainFiles: [String] { InputFiles.isFile(mainPath) ? [mainPath] : [] }

  /// An audit from its parts.
  package init(
    main: String, mainPath: String, place: SourcePlace? = nil, settings: AuditSettings,
    isNarrowed: Bool = false
  ) {
    self.main = main
    self.mainPath = mainPath
    self.place = place
    self.settings = settings
    self.isNarrowed = isNarrowed
  }

  /// An audit that the configuration describes.
  package init(_ audit: Configuration.Audit) {
    self.init(main: audit.main, mainPath: audit.mainPath, place: audit.place, settings: audit.settings)
    isAsConfigured = true
  }
}

extension AuditSpec {
  /// What selects the same tables again; nil where nothing does.
  var selection: AskedAudit.Selection? {
    if isAsConfigured { return .configured(main: main) }
    guard created.isOpen, batches.isEmpty else { return nil }
    // Patterns of families that come first take tables from those behind them, but all are staging tables.
    return .patterns(
      staging: settings.families.flatMap(\.patterns).map(\.text), exclude: settings.exclude.map(\.text),
      includesViews: settings.includeViews)
  }
}
