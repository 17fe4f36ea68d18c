import Auditing
import Output
import Reports
import Schema
import Text
import ArgumentParser

/// Where reports on the lifecycle of staging tables go: the arguments that `orphans`, `batches`, `verify` and `status` share.
struct LifecycleReportOptions<Formats: LifecycleFormats>: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write exactly this report (repeatable); PATH - is standard output. FORMAT: "
        + Formats.names.joined(separator: ", ") + ".", valueName: "FORMAT=PATH"),
    completion: .list(Formats.all.map { "\($0.name)=-" }))
  var report: [String] = []

  func validate() throws { try Self.requireDistinct(try targets().map(\.path)) }

  /// Refuses two reports that go to one place.
  ///
  /// - Parameter what: What goes there: `report`.
  static func requireDistinct(_ paths: [String], what: (one: String, two: String) = ("report", "reports"))
    throws
  {
    if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
      throw ValidationError(
        twice == "-"
          ? "only one \(what.one) can go to standard output."
          : "two \(what.two) go to '\(SafeText.printable(twice))'.")
    }
  }

  /// The reports that flags name.
  func targets() throws -> [(format: any NamedFormat<Formats.Report>, path: String)] {
    try report.map { text in
      let (name, path) = try ReportOptions.parts(text)
      guard let format = Formats.named(name) else {
        throw ReportOptions.unknown(name, among: Formats.names)
      }
      return (format, path)
    }
  }

  /// What became of the reports.
  struct Written {
    /// Whether one could not be written.
    var hasFailed = false
    /// The format of what went to standard output; nil where nothing did.
    var onOutput: String?
  }

  /// Writes the reports that flags name; what cannot be written is told on standard error.
  func write(_ report: Formats.Report, _ outputs: inout RunOutputs) throws -> Written {
    var written = Written()
    for (format, path) in try targets() {
      do throws(ReportError) {
        try outputs.write(report, as: format, to: path)
        if path == "-" { written.onOutput = format.name }
      } catch {
        Console.printProblems([error.problem])
        written.hasFailed = true
      }
    }
    return written
  }

  /// Prints the text to standard output, or to standard error where something else is there.
  func printText(of report: Formats.Report, _ written: Written) {
    if written.onOutput != "text", let text = Formats.named("text") {
      Console.print(text.text(of: report), toError: written.onOutput != nil)
    }
  }

  /// Writes the reports that flags name, and the text to standard output, or to standard error where a report is there.
  ///
  /// - Throws: The exit code, unless it is 0.
  func show(_ report: Formats.Report, problems: [Problem], verdict: Verdict, _ reads: ReadFiles) throws {
    Console.printProblems(problems)
    var outputs = reads.outputs
    let written = try write(report, &outputs)
    printText(of: report, written)
    let code = written.hasFailed ? 2 : verdict.exitCode
    if code != 0 { throw ExitCode(code) }
  }
}
