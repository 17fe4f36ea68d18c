import ArgumentParser
import DriftAudit
import Glibc

/// Where reports on batches go: the arguments that `batches` and `verify` share.
struct LifecycleReportOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write exactly this report (repeatable); PATH - is standard output. FORMAT: "
        + names.joined(separator: ", ") + ".", valueName: "FORMAT=PATH"),
    completion: .list(names.map { "\($0)=-" }))
  var report: [String] = []

  private static let names = BatchesFormats.all.map(\.name)

  func validate() throws {
    let targets = try targets(BatchesFormats.all)
    if let twice = targets.map(\.path).first(where: { path in targets.count { $0.path == path } > 1 }) {
      throw ValidationError(
        twice == "-"
          ? "only one report can go to standard output."
          : "two reports go to '\(Diagnostics.printable(twice))'.")
    }
  }

  private func targets<Report>(_ formats: [any LifecycleFormat<Report>]) throws -> [(
    format: any LifecycleFormat<Report>, path: String
  )] {
    try report.map { text in
      let (name, path) = try ReportOptions.parts(text)
      guard let format = formats.first(where: { $0.name == name }) else {
        throw ReportOptions.unknown(name, among: formats.map(\.name))
      }
      return (format, path)
    }
  }

  /// Writes the reports that flags name, and the text to standard output, or to standard error where a report is there.
  ///
  /// - Throws: The exit code, unless it is 0.
  func show<Report>(
    _ report: Report, as formats: [any LifecycleFormat<Report>], problems: [Problem], verdict: Verdict
  ) throws {
    Console.printProblems(problems)
    var failed = false
    var output: String?
    for (format, path) in try targets(formats) {
      do throws(ReportError) {
        try format.write(report, toFile: path)
        if path == "-" { output = format.name }
      } catch {
        Console.printProblems([error.problem])
        failed = true
      }
    }
    if output != "text", let text = formats.first(where: { $0.name == "text" }) {
      Console.print(text.text(of: report), toError: output != nil)
    }
    let code = failed ? 2 : verdict.exitCode
    if code != 0 { throw ExitCode(code) }
  }
}
