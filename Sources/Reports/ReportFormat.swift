import Auditing
import Output

/// One way to show the report of drift.
package protocol ReportFormat: NamedFormat where Report == DriftReport {
  /// The file that `audit` writes where nobody names one: `drift.md`.
  var defaultFileName: String { get }
  /// The format with a run's settings; those that mean nothing to it leave it as it is.
  func with(_ settings: ReportSettings) -> any ReportFormat
}

extension ReportFormat {
  /// Most formats have no settings.
  package func with(_ settings: ReportSettings) -> any ReportFormat { self }
}

/// What a run can set of its reports.
package struct ReportSettings: Sendable, Hashable {
  /// Bytes that a report for people may have, where its format can do with less; nil without limit.
  package var maxBytes: Int?
  /// What tells a bot's comments on a pull request apart: letters, digits, `.`, `_` and `-`.
  package var commentKey = CommentReport.usualKey

  /// Settings as they are where nobody says something else.
  package init() {}
}
