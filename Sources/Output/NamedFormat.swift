import Text

/// One way to show something: a file each, behind one small interface.
package protocol NamedFormat<Report>: Sendable {
  /// What it shows.
  associatedtype Report
  /// The name by which users ask for it: `markdown`, `junit`.
  var name: String { get }
  /// Writes the whole report. The same report always gives the same bytes.
  ///
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(_ report: Report, to sink: ReportSink) throws(ReportError)
}

extension NamedFormat {
  /// The report as one text.
  package func text(of report: Report) -> String {
    let sink = ReportSink.memory()
    // Memory takes everything.
    try? write(report, to: sink)
    return sink.text
  }
}

/// All formats of one kind of report: help, completions and messages list what is here.
package protocol NamedFormats {
  /// What all of them are.
  associatedtype Format
  /// Every format, by name.
  static var all: [Format] { get }
  /// A format's name.
  static func name(of format: Format) -> String
}

extension NamedFormats {
  /// The names of all formats.
  package static var names: [String] { all.map(name(of:)) }

  /// The format with this name, or nil where there is none.
  package static func named(_ name: String) -> Format? { all.first { self.name(of: $0) == name } }
}

extension ReportWriter {
  /// Writes a report to `path`, or to standard output where `path` is `-`.
  ///
  /// A file is written beside its target and then renamed, so that a reader finds either the earlier report or the
  /// whole new one; the mode of an existing file stays, a symbolic link stays a link, and missing folders are created.
  /// A FIFO, a device or an open descriptor (`/dev/stdout`, `/dev/fd/3`) is written directly.
  ///
  /// - Returns: the number of bytes.
  /// - Throws: `ReportError` with the name of the file; the earlier report is then as it was.
  @discardableResult
  static func write<Report>(
    _ report: Report, as format: some NamedFormat<Report>, to path: String
  ) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try format.write(report, to: sink) }
  }
}
