/// One way to show what is left over: a file each, behind one small interface.
public protocol OrphansFormat: Sendable {
  /// The name by which users ask for it: `text`, `markdown`, `json`.
  var name: String { get }
  /// A name for a file in this format: `orphans.md`.
  var defaultFileName: String { get }
  /// Writes the whole report. The same report always gives the same bytes.
  ///
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(_ report: OrphanReport, to sink: ReportSink) throws(ReportError)
}

/// The formats of reports on what is left over.
public enum OrphansFormats {
  /// Every format, by name.
  public static let all: [any OrphansFormat] = [OrphansJSON(), OrphansMarkdown(), OrphansText()]

  /// The format with this name, or nil where there is none.
  public static func named(_ name: String) -> (any OrphansFormat)? { all.first { $0.name == name } }
}

extension ReportWriter {
  /// Writes a report on what is left over to `path`, whole or not at all, as reports are.
  ///
  /// - Returns: the number of bytes.
  /// - Throws: `ReportError` with the name of the file; the earlier report is then as it was.
  @discardableResult
  public static func write(
    _ report: OrphanReport, as format: any OrphansFormat, to path: String
  ) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try format.write(report, to: sink) }
  }
}
