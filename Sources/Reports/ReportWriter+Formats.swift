import Auditing
import Output

extension ReportWriter {
  /// Writes the report to `path`, or to standard output where `path` is `-`.
  ///
  /// A file is written beside its target and then renamed, so that a reader finds either the earlier report or the
  /// whole new one; the mode of an existing file stays, a symbolic link stays a link, and missing folders are created.
  /// A FIFO, a device or an open descriptor (`/dev/stdout`, `/dev/fd/3`) is written directly.
  ///
  /// - Returns: the number of bytes.
  /// - Throws: `ReportError` with the name of the file; the earlier report is then as it was.
  @discardableResult
  package static func write(
    _ report: DriftReport, as format: any ReportFormat, to path: String
  ) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try format.write(report, to: sink) }
  }
}
