import Auditing
import Output
import Reports

/// A way to show a report. Implement it to add your own; ``ReportFormats/all`` are those that come with driftaudit.
public protocol ReportFormat: Sendable {
  /// The format's name: `markdown`.
  var name: String { get }
  /// The whole report as text. The same report gives the same text.
  func text(of report: Report) -> String
}

/// The formats that come with driftaudit: `json`, `markdown`, `junit`, `html`, `sarif` and others.
public enum ReportFormats {
  /// All of them, by name.
  public static let all: [any ReportFormat] = Reports.ReportFormats.all.map(BuiltInFormat.init)

  /// The format with this name; nil where there is none.
  public static func named(_ name: String) -> (any ReportFormat)? { all.first { $0.name == name } }
}

struct BuiltInFormat: ReportFormat {
  let format: any Reports.ReportFormat

  var name: String { format.name }

  func text(of report: Report) -> String { format.text(of: report.inner) }
}

/// A format from outside, as the program writes it.
struct AddedFormat: Reports.ReportFormat {
  let format: any ReportFormat

  var name: String { format.name }
  var defaultFileName: String { "drift.\(format.name)" }

  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    try sink.write(format.text(of: DriftAudit.Report(inner: report)))
  }
}

extension ReportFormat {
  var inner: any Reports.ReportFormat { (self as? BuiltInFormat)?.format ?? AddedFormat(format: self) }
}
