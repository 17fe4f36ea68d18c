import History
import Output

/// One way to show a weekly report.
package protocol WeeklyFormat: NamedFormat where Report == WeeklyReport {
  /// The file that `weekly` writes where nobody names one: `weekly.md`.
  var defaultFileName: String { get }
}

/// The formats of weekly reports.
package enum WeeklyFormats: NamedFormats {
  /// Every format, by name.
  package static let all: [any WeeklyFormat] = [
    WeeklyHTML(),
    WeeklyJSON(),
    WeeklyMarkdown(),
  ]

  /// A format's name.
  package static func name(of format: any WeeklyFormat) -> String { format.name }
}
