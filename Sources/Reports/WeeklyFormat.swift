import History
import Output

/// One way to show a weekly report: a file each, behind one small interface.
package protocol WeeklyFormat: Sendable {
  /// The name by which users ask for it: `markdown`, `json`, `html`.
  var name: String { get }
  /// The file that `weekly` writes where nobody names one: `weekly.md`.
  var defaultFileName: String { get }
  /// Writes the whole report. The same report always gives the same bytes.
  ///
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(_ report: WeeklyReport, to sink: ReportSink) throws(ReportError)
}

/// The formats of weekly reports.
package enum WeeklyFormats {
  /// Every format, by name.
  package static let all: [any WeeklyFormat] = [
    WeeklyHTML(),
    WeeklyJSON(),
    WeeklyMarkdown(),
  ]

  /// The format with this name, or nil where there is none.
  package static func named(_ name: String) -> (any WeeklyFormat)? { all.first { $0.name == name } }
}

extension ReportWriter {
  /// Writes a weekly report to `path`, whole or not at all, as reports are.
  ///
  /// - Returns: the number of bytes.
  /// - Throws: `ReportError` with the name of the file; the earlier report is then as it was.
  @discardableResult
  package static func write(
    _ report: WeeklyReport, as format: any WeeklyFormat, to path: String
  ) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try format.write(report, to: sink) }
  }
}
