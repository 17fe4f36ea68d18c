import Output
import Settings

extension HistoryFolder {
  /// Adds a run to a folder, which is created where it is missing. The file is there as a whole or not at all, and two
  /// jobs that record at once do not disturb each other.
  ///
  /// - Returns: The file's path.
  /// - Throws: `ReportError` where the file cannot be written.
  @discardableResult
  package static func record(_ run: HistoryRun, in folder: String, _ outputs: inout RunOutputs)
    throws(ReportError)
    -> String
  {
    let file = RelativePath.file(run.fileName, in: folder)
    // A run of the same second that came to the same is that file.
    try outputs.rewrite(run.text, at: file)
    return file
  }
}
