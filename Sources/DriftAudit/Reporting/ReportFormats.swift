/// The report formats that `--report FORMAT=PATH` knows.
public enum ReportFormats {
  /// Every format, by name.
  public static let all: [any ReportFormat] = [
    HTMLReport(),
    JSONReport(),
    JUnitReport(),
    MarkdownReport(),
    TextReport(),
  ]

  /// The format with this name, or nil where there is none; `maxBytes` limits the formats that can be limited.
  public static func named(_ name: String, maxBytes: Int? = nil) -> (any ReportFormat)? {
    if let maxBytes, name == MarkdownReport().name { return MarkdownReport(maxBytes: maxBytes) }
    return all.first { $0.name == name }
  }
}
