import Engines
import Output
import Platform
import Schema
import Snapshots
import Text
import ArgumentParser

/// Takes a snapshot of a live catalog.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Export the schemas of a live catalog into a folder that `audit` reads.",
    discussion: """
      Calls bq, psql or duckdb, which have to be on PATH and log in as they always do: no password is asked for, passed on or \
      kept. The folder holds what they answered and a manifest. It appears whole or not at all, in place of an earlier \
      snapshot.

      Exit codes: 0 taken; 2 not taken; 64 wrong use.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("The engine: \(CatalogAddress.names.joined(separator: ", ")).", valueName: "ENGINE"))
  var engine: SnapshotEngineArgument

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A dataset of BigQuery: project.dataset, or dataset (repeatable).", valueName: "DATASET"))
  var dataset: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A schema of PostgreSQL (repeatable); without it all.", valueName: "SCHEMA"))
  var schema: [String] = []

  @Argument(
    help: ArgumentHelp("A database file of DuckDB.", valueName: "FILE"), completion: .file())
  var files: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the snapshot.", valueName: "DIR"), completion: .directory)
  var output = "snapshot"

  @OptionGroup var catalog: CatalogOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output is empty. Is a variable not set?") }
    _ = try addresses()
  }

  func run() throws {
    let addresses = try addresses()
    let interruption = Interruption.hold()
    let run = catalog.run(
      addresses, takenAt: try RunTime.stamp(try RunTime.now()), interruption: interruption)
    switch take(run) {
    case .taken(let manifest):
      interruption.release()
      Console.print(summary(manifest, addresses))
    case .failed(let problems):
      interruption.release()
      Console.printProblems(problems)
      throw ExitCode(2)
    case .interrupted(let signal): throw CatalogOptions.end(signal, interruption)
    }
  }

  /// Takes the snapshot and puts it in its place; of one that cannot be taken nothing is left.
  private func take(_ run: SnapshotRun) -> SnapshotRun.Outcome {
    do throws(ReportError) {
      return try SnapshotFolder(at: output).filled { run.take(into: $0) }
    } catch {
      return .failed([error.problem])
    }
  }

  private func summary(_ manifest: SnapshotManifest, _ addresses: [CatalogAddress]) -> String {
    let rows = manifest.files.reduce(0) { $0 + $1.rows }
    let files = manifest.files.count { $0.name != nil }
    let names = addresses.map { SafeText.printable($0.description, limit: 200) }.joined(separator: ", ")
    return
      "\(SafeText.printable(output)): \(Count.of(rows, "row")) in \(Count.of(files, "file")), of \(names)\n"
  }

  // MARK: What is asked

  private func option(for place: SnapshotPlace) -> (option: String, names: [String]) {
    switch place {
    case .dataset: ("--dataset", dataset)
    case .schema: ("--schema", schema)
    case .file: ("FILE", files)
    }
  }

  private func addresses() throws -> [CatalogAddress] {
    let engine = engine.engine
    let clients = EngineSet.all.snapshotClients
    for place in [SnapshotPlace.dataset, .schema, .file] {
      let named = option(for: place)
      let owners = clients.filter { $0.place == place }.map(\.engine)
      if !owners.contains(engine), !named.names.isEmpty {
        let names = owners.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(named.option) is for --engine \(names).")
      }
    }
    if catalog.fieldPaths, engine.snapshotClient?.hasFieldPaths != true {
      let names = clients.filter(\.hasFieldPaths).map(\.engine.rawValue).joined(separator: ", ")
      throw ValidationError("--field-paths is for --engine \(names).")
    }
    if schema.contains("") { throw ValidationError("--schema is empty. Is a variable not set?") }
    let kind = engine.snapshotClient?.place ?? .schema
    var places = option(for: kind)
    // Without a schema all are asked about.
    if kind == .schema, places.names.isEmpty { places.names = [""] }
    guard !places.names.isEmpty else {
      throw ValidationError("nothing says of what: \(places.option) is missing.")
    }
    let addresses = try places.names.map { name in
      try CatalogOptions.address(of: places.option, name) { () throws(CatalogAddressError) in
        try CatalogAddress(engine, name)
      }
    }
    if let twice = addresses.first(where: { address in addresses.count { $0 == address } > 1 }) {
      throw ValidationError("'\(SafeText.printable(twice.place, limit: 200))' is named twice.")
    }
    return addresses
  }
}

/// An engine of which a snapshot can be taken.
struct SnapshotEngineArgument: ExpressibleByArgument {
  let engine: Engine

  init?(argument: String) {
    guard let engine = Engine(named: argument), CatalogAddress.engines.contains(engine) else { return nil }
    self.engine = engine
  }

  /// The names that shells complete and messages list.
  static var allValueStrings: [String] { CatalogAddress.names }
}
