import Platform
import Auditing
import Output

/// The summary page of a step in GitHub Actions.
package enum StepSummary {
  /// Source: docs.github.com, "Workflow commands for GitHub Actions": 1 MiB for each step, or the upload fails.
  private static let mostBytes = 1 << 20

  /// Adds the markdown report to the file behind GITHUB_STEP_SUMMARY, as much of it as there is room for behind what
  /// stands there. Where it cannot be written whole, the file stays as it was.
  ///
  /// - Throws: `ReportError` with the file's name.
  package static func append(_ report: DriftReport, to path: String) throws(ReportError) {
    let descriptor: FileDescriptor
    let size: Int
    do throws(SystemError) {
      descriptor = try .appending(to: path)
    } catch {
      throw ReportError(file: path, "cannot write", error)
    }
    defer { try? descriptor.close() }
    do throws(SystemError) {
      size = try descriptor.status().size
    } catch {
      throw ReportError(file: path, "cannot write", error)
    }
    let gap = size > 0 ? "\n\n" : ""
    let text = MarkdownDocument(report).text(fitting: mostBytes - size - gap.utf8.count)
    guard !text.isEmpty else {
      throw ReportError(
        file: path, reason: "there is no room left for the report: a summary has 1 MiB at most.")
    }
    do {
      let sink = ReportSink(fileDescriptor: descriptor)
      try sink.write(gap + text)
      try sink.flush()
    } catch {
      try? descriptor.truncate(to: size)
      throw error.naming(path)
    }
  }
}
