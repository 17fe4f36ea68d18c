/// One way to show a report: a file each, behind one small interface.
public protocol ReportFormat: Sendable {
  /// The name by which users ask for it: `markdown`, `junit`.
  var name: String { get }
  /// The file that `audit` writes where nobody names one: `drift.md`.
  var defaultFileName: String { get }
  /// Writes the whole report. The same report always gives the same bytes.
  ///
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError)
}
