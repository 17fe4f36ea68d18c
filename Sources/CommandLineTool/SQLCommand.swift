import Auditing
import CatalogQueries
import Engines
import Exports
import JSONInput
import Schema
import Settings
import ArgumentParser

/// Prints the statement that lets an engine count tables by their columns.
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Print a statement that lets the engine that holds the tables group them by their columns.",
    discussion: """
      The statement goes to standard output. Nothing is run. Its result, as JSON, is an input for `audit` like any export: a \
      row for each shape, however many tables have it.

      Exit codes: 0 printed; 2 something could not be read; 64 wrong use.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The engine: " + ShapeQuestion.engines.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "ENGINE"))
  var engine: CatalogArgument

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Main: a table (table, dataset.table or project.dataset.table), or an existing file that holds one table.",
      valueName: "X"), completion: .exports)
  var main: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which tables are staging tables, by name (repeatable); without it every table but main.",
      valueName: "GLOB"))
  var staging: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which tables are no staging tables, whatever --staging says (repeatable).", valueName: "GLOB"))
  var exclude: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration; driftaudit.yml in the working folder if it is there.", valueName: "FILE"),
    completion: .configuration)
  var config: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A dataset or schema to look into, alone or behind its project and a dot (repeatable). Default: all; BigQuery has to be "
        + "told.", valueName: "DATASET"))
  var dataset: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A project, catalog or database to look into (repeatable). Default: the client's.",
      valueName: "PROJECT"))
  var project: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Look into all datasets of this region of BigQuery (repeatable): eu, us-east1.", valueName: "REGION"))
  var region: [String] = []

  @Flag(name: .long, help: "Take views and external tables for staging tables too.")
  var includeViews = false

  @Flag(name: .long, help: "Ask for the names of all tables, and not of a few of each shape.")
  var names = false

  func validate() throws {
    for (name, values) in [
      ("--main", main.map { [$0] } ?? []), ("--config", config.map { [$0] } ?? []), ("--dataset", dataset),
      ("--project", project), ("--region", region),
    ] where values.contains("") {
      throw ValidationError("\(name) is empty. Is a variable not set?")
    }
  }

  func run() throws {
    let (configuration, problems) = ConfigurationFile.load(config)
    Console.printProblems(problems)
    if problems.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
    var question = try question(configuration)
    question.scope.projects = project
    question.scope.datasets = dataset
    question.scope.regions = region
    question.wantsNames = names
    do throws(CatalogScopeError) {
      Console.print(try ShapeStatement(question).text)
    } catch {
      throw ValidationError(error.message)
    }
  }

  /// Main and patterns, flags before the configuration.
  private func question(_ configuration: Configuration) throws -> ShapeQuestion {
    var audits = configuration.audits.map(AuditSpec.init)
    if let main {
      audits = audits.filter { $0.main == main || $0.mainPath == main }
      if audits.isEmpty {
        audits = [AuditSpec(main: main, mainPath: main, settings: configuration.settings)]
      }
    }
    guard let audit = audits.first else { throw AuditOptions.noMain }
    guard audits.count == 1 else {
      throw ValidationError(
        "driftaudit.yml has \(audits.count) audits: --main says which one is asked about.")
    }
    var question = ShapeQuestion(engine.engine, main: try name(ofMain: audit))
    let patterns = try AuditOptions.patterns(staging, of: "--staging")
    question.families =
      patterns.isEmpty
      ? audit.settings.families : [FamilyPattern(name: FamilyPattern.unnamed, patterns: patterns)]
    question.exclude = try audit.settings.exclude + AuditOptions.patterns(exclude, of: "--exclude")
    question.includesViews = includeViews || audit.settings.includeViews
    return question
  }

  /// Main's name, which a file of its own may hold.
  private func name(ofMain audit: AuditSpec) throws -> String {
    guard InputFiles.isFile(audit.mainPath) else { return audit.main }
    let catalog = Loaders.standard().load([InputFile(path: audit.mainPath)])
    Console.printProblems(catalog.problems)
    guard catalog.tables.count == 1, let table = catalog.tables.first else {
      Console.printProblems([Problem(file: audit.mainPath, "main: the file does not hold one table.")])
      throw ExitCode(2)
    }
    return table.name.description
  }
}

/// An engine that can be asked about its catalog.
struct CatalogArgument: ExpressibleByArgument {
  let engine: Engine

  init?(argument: String) {
    guard let engine = Engine(named: argument), ShapeQuestion.engines.contains(engine) else { return nil }
    self.engine = engine
  }

  /// The names that shells complete and messages list.
  static var allValueStrings: [String] { ShapeQuestion.engines.map(\.rawValue) }
}
