import Comparison
import JSONInput
import Output
import Reports
import ArgumentParser

/// What shells offer where a value is to be completed.
extension CompletionKind {
  /// Files that a folder's search would take for exports, and folders.
  static var exports: CompletionKind {
    .file(extensions: InputFiles.endings.map { String($0.dropFirst()) } + ["gz"])
  }

  /// A configuration.
  static var configuration: CompletionKind { .file(extensions: ["yml", "yaml"]) }

  /// A baseline or a JSON report.
  static var json: CompletionKind { .file(extensions: ["json"]) }

  /// A rule's name.
  static var rules: CompletionKind { .list(Rules.names) }

  /// Each format with the path where `audit` usually writes it: a value that is whole as it stands.
  static var reports: CompletionKind {
    .list(ReportFormats.all.map { "\($0.name)=reports/\($0.defaultFileName)" })
  }

  /// The same for the weekly report.
  static var weeklyReports: CompletionKind {
    .list(WeeklyFormats.all.map { "\($0.name)=reports/\($0.defaultFileName)" })
  }
}
