import ArgumentParser
import DriftAudit

/// Says what the tool takes exports for.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what exports are taken for: form, tables, columns, shapes, problems.")

  @Argument(help: ArgumentHelp("Export files, folders, globs, or - for standard input.", valueName: "FILE"))
  var files: [String]

  func run() throws {
    let inputs = InputFiles(files)
    let catalog = Loaders.standard().load(inputs.files)
    let problems = (inputs.problems + catalog.problems).sorted()
    Console.print(InspectionText(catalog, skippedFiles: inputs.skipped, problems: problems).text)
    Console.printProblems(problems)
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
  }
}
