import Exports
import JSONInput
import Reports
import Schema
import Text
import ArgumentParser

/// Says what the tool takes exports for.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what exports are taken for: form, tables, columns, shapes, problems.")

  @Argument(
    help: ArgumentHelp("Export files, folders, globs, or - for standard input.", valueName: "FILE"),
    completion: .exports)
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The engine of exports that do not tell which engine wrote them.", valueName: "ENGINE"))
  var engine: Engine?

  @Flag(name: .long, help: "Show each column as it was read: name, type, NOT NULL, default.")
  var columns = false

  @Flag(
    name: .long,
    help:
      "Fail on JSON of kinds that are not read in folders too, where it is otherwise left out with a warning."
  )
  var strictInputs = false

  func run() throws {
    let inputs = InputFiles(files)
    var loader = Loaders.standard(isStrict: strictInputs)
    loader.engine = engine
    let catalog = loader.load(inputs.files)
    var problems = (inputs.problems + catalog.problems + catalog.loneObjects).sorted()
    if catalog.tables.isEmpty, catalog.listed.isEmpty, !problems.contains(where: { $0.severity == .error }) {
      problems.append(Problem(.error, "there is no table in \(files.joined(separator: ", ").clipped())."))
    }
    let text = InspectionText(
      catalog, skippedFiles: inputs.skipped, olderFiles: inputs.superseded, problems: problems,
      showsColumns: columns)
    Console.print(text.text)
    Console.printProblems(problems)
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
  }
}
