import Output

/// The report formats that `--report FORMAT=PATH` knows.
package enum ReportFormats: NamedFormats {
  /// Every format, by name.
  package static let all: [any ReportFormat] = [
    CSVReport(),
    GitHubReport(),
    GitLabReport(),
    HTMLReport(),
    JSONReport(),
    JUnitReport(),
    MarkdownReport(),
    CommentReport(),
    SARIFReport(),
    TextReport(),
  ]

  /// A format's name.
  package static func name(of format: any ReportFormat) -> String { format.name }

  /// The format with this name and a run's settings, or nil where there is none.
  package static func named(_ name: String, with settings: ReportSettings) -> (any ReportFormat)? {
    named(name)?.with(settings)
  }
}
