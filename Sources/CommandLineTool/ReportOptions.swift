import Output
import Platform
import JSONInput
import Reports
import Settings
import Text
import ArgumentParser

/// Which reports are written, and where: the arguments that `audit` and `compare` share.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write exactly this report (repeatable); PATH - is standard output. FORMAT: "
        + ReportFormats.names.joined(separator: ", ") + ".", valueName: "FORMAT=PATH"),
    completion: .reports)
  var report: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Keep the markdown report and the comment within this many bytes.", valueName: "N"))
  var maxBytes: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What a bot finds its comment by (report pr-comment): <!-- driftaudit:KEY -->.", valueName: "KEY"))
  var commentKey = CommentReport.usualKey

  @Option(
    name: .long,
    help: ArgumentHelp(
      "From which severity on new or expired drift fails the run: \(FailLevel.choices).", valueName: "LEVEL"))
  var failOn: FailLevel?

  func validate() throws {
    if let maxBytes, maxBytes < 1 { throw ValidationError("--max-bytes takes a number from 1.") }
    guard CommentReport.isKey(commentKey) else {
      throw ValidationError("--comment-key takes letters, digits, '.', '_' and '-', 200 of them at most.")
    }
    let targets = try reports()
    if targets.count(where: { $0.path == "-" }) > 1 {
      throw ValidationError("only one report can go to standard output.")
    }
    let paths = targets.map(\.path).filter { $0 != "-" }
    if let twice = paths.first(where: { path in paths.count { FilePlace($0) == FilePlace(path) } > 1 }) {
      throw ValidationError("two reports go to '\(SafeText.printable(twice))'.")
    }
  }

  /// The reports that flags name.
  func reports() throws -> [ReportTarget] {
    try report.map { text in
      let (name, path) = try Self.parts(text)
      guard let format = format(name) else { throw Self.unknown(name, among: ReportFormats.names) }
      return ReportTarget(format: format, path: path)
    }
  }

  /// The format's name and the path of `FORMAT=PATH`.
  static func parts(_ text: String) throws -> (name: String, path: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else {
      throw ValidationError("--report takes FORMAT=PATH, not '\(SafeText.printable(text))'.")
    }
    return (parts[0], parts[1])
  }

  /// The error of a format that nobody knows.
  static func unknown(_ name: String, among known: [String]) -> ValidationError {
    ValidationError(SafeText.printable(Suggestion.unknown("report format", name, known: known)))
  }

  /// The format of that name, with this run's settings.
  func format(_ name: String) -> (any ReportFormat)? {
    var settings = ReportSettings()
    settings.maxBytes = maxBytes
    settings.commentKey = commentKey
    return ReportFormats.named(name, with: settings)
  }
}

/// Where a file stands or will stand, however its path is written.
private struct FilePlace: Equatable {
  let folder: FileIdentity?
  let name: String

  init(_ path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    self.folder = FileIdentity(ofFileAt: folder)
    // Of a folder that is not there yet the path has to do.
    name = self.folder == nil ? path : slash.map { String(path[path.index(after: $0)...]) } ?? path
  }
}

/// One report to write.
struct ReportTarget {
  var format: any ReportFormat
  /// `-` is standard output.
  var path: String
}

extension FailLevel: ExpressibleByArgument {
  /// All levels, as help lists them.
  static var choices: String {
    allCases.map { $0.rawValue + ($0 == usual ? " (default)" : "") }.joined(separator: ", ")
  }
}
