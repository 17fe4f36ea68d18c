/// The report formats that `--report FORMAT=PATH` knows.
public enum ReportFormats {
  /// Every format, by name.
  public static let all: [any ReportFormat] = [
    JSONReport(),
    JUnitReport(),
  ]

  /// The format with this name, or nil where there is none.
  public static func named(_ name: String) -> (any ReportFormat)? {
    all.first { $0.name == name }
  }
}
