import ArgumentParser
import DriftAudit

/// Says what the tool takes an export for.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Say what exports are taken for: form, tables, columns, shapes, problems.")

  @Argument(
    help: ArgumentHelp("Export files, folders, globs, or - for standard input.", valueName: "FILE"))
  var files: [String]

  func run() throws {
    let inputs = InputFiles(files)
    let catalog = ExportLoader(threads: 2).load(inputs.files)
    print(catalog.tables.count, catalog.schemas.count, catalog.bytesRead)
    for p in (catalog.problems + inputs.problems).prefix(20) {
      print("\(p.file ?? ""):\(p.line ?? 0):\(p.column ?? 0): \(p.message)")
    }
    for s in catalog.schemas.prefix(2) { print(s.columns.count) }
    for s in catalog.files.prefix(2) { print(s) }
  }
}
