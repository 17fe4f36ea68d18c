import Platform
import Auditing
import Comparison
import Exports
import JSONInput
import Output
import Reports
import Schema
import Settings
import Text
import ArgumentParser

/// Writes a commented driftaudit.yml that fits the exports it is pointed at.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented driftaudit.yml that fits the exports it is pointed at.")

  @Argument(help: ArgumentHelp("Exports: files, folders or globs.", valueName: "INPUT"), completion: .exports)
  var inputs: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Where to write it; - is standard output.", valueName: "FILE"),
    completion: .configuration)
  var output = AuditOptions.configurationFile

  @Flag(name: .long, help: "Replace a file that is there already.")
  var force = false

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty: it takes the path of a file.") }
  }

  func run() throws {
    if !force, output != "-", InputFiles.exists(output) {
      Console.printProblems([Problem(file: output, "the file is there already; --force replaces it.")])
      throw ExitCode(2)
    }
    let files = InputFiles(inputs)
    let catalog = Loaders.standard().load(files.files)
    var problems = (files.problems + catalog.problems + catalog.loneObjects).sorted()
    if !inputs.isEmpty, catalog.tables.isEmpty, !problems.contains(where: { $0.severity == .error }) {
      problems.append(Problem(.error, "there is no table in \(inputs.joined(separator: ", ").clipped())."))
    }
    Console.printProblems(problems)
    let template = ConfigurationTemplate(
      tables: catalog.foundTables, inputs: inputs.map(fromConfiguration), rules: Rules.all,
      formats: ReportFormats.names)
    var outputs = ReadFiles().adding(inputs).outputsSparingReports
    do {
      try outputs.write(template.text, to: output)
    } catch {
      Console.printProblems([error.problem])
      throw ExitCode(2)
    }
    if output != "-" {
      Console.print("Wrote \(SafeText.printable(output)). Look it over, then run `driftaudit audit`.\n")
    }
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
  }

  /// An input as the configuration has to name it: paths there are relative to its own folder.
  private func fromConfiguration(_ input: String) -> String {
    guard input != "-", output != "-", let slash = output.lastIndex(of: "/"),
      let here = CurrentProcess.workingFolder
    else { return input }
    return RelativePath.of(input, fromFolder: String(output[...slash]), workingFolder: here)
  }
}
