/// The report formats that `--report FORMAT=PATH` knows.
package enum ReportFormats {
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

  /// The format with this name and a run's settings, or nil where there is none.
  package static func named(_ name: String, _ settings: ReportSettings = ReportSettings()) -> (
    any ReportFormat
  )? {
    all.first { $0.name == name }?.with(settings)
  }
}
