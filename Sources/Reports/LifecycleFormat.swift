import Lifecycle
import Output
import Status

/// One way to show what a command on the lifecycle of staging tables tells: a file each, behind one small interface.
package protocol LifecycleFormat<Report>: Sendable {
  /// What it shows.
  associatedtype Report
  /// The name by which users ask for it: `text`, `markdown`, `json`.
  var name: String { get }
  /// Writes the whole report. The same report always gives the same bytes.
  ///
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(_ report: Report, to sink: ReportSink) throws(ReportError)
}

/// All formats of one report.
package protocol LifecycleFormats {
  /// What they show.
  associatedtype Report
  /// Every format, by name.
  static var all: [any LifecycleFormat<Report>] { get }
}

extension LifecycleFormats {
  /// The format with this name, or nil where there is none.
  package static func named(_ name: String) -> (any LifecycleFormat<Report>)? {
    all.first { $0.name == name }
  }
}

/// The formats of reports on what is left over.
package enum OrphansFormats: LifecycleFormats {
  /// Every format, by name.
  package static let all: [any LifecycleFormat<OrphanReport>] = [
    OrphansJSON(), OrphansMarkdown(), OrphansText(),
  ]
}

/// The formats of reports on batches.
package enum BatchesFormats: LifecycleFormats {
  /// Every format, by name.
  package static let all: [any LifecycleFormat<BatchReport>] = [
    BatchesJSON(), BatchesMarkdown(), BatchesText(),
  ]
}

/// The formats of reports on what arrived.
package enum VerifyFormats: LifecycleFormats {
  /// Every format, by name.
  package static let all: [any LifecycleFormat<VerifyReport>] = [
    VerifyJSON(), VerifyMarkdown(), VerifyText(),
  ]
}

/// The formats of the page on everything.
package enum StatusFormats: LifecycleFormats {
  /// Every format, by name.
  package static let all: [any LifecycleFormat<StatusReport>] = [
    StatusHTML(), StatusJSON(), StatusMarkdown(), StatusText(),
  ]
}

extension LifecycleFormat {
  /// Writes a report to `path`, whole or not at all, as all reports are.
  ///
  /// - Throws: `ReportError` with the name of the file; the earlier report is then as it was.
  package func write(_ report: Report, toFile path: String) throws(ReportError) {
    _ = try ReportWriter.write(to: path) { sink throws(ReportError) in try write(report, to: sink) }
  }

  /// The report as one text.
  package func text(of report: Report) -> String {
    let sink = ReportSink.memory()
    // Memory takes everything.
    try? write(report, to: sink)
    return sink.text
  }
}
