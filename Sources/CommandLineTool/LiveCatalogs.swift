import Engines
import Output
import Platform
import Schema
import Snapshots
import Text
import ArgumentParser

/// Live catalogs as the sources of an audit: what `audit --from` takes.
struct LiveCatalogs: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take a snapshot of a live catalog as `driftaudit snapshot` does, and audit it (repeatable): "
        + "\(CatalogAddress.forms).", valueName: "CATALOG"))
  var from: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Keep the snapshot in this folder.", valueName: "DIR"), completion: .directory)
  var keepSnapshot: String?

  @OptionGroup var catalog: CatalogOptions

  func validate() throws {
    if keepSnapshot == "" { throw ValidationError("--keep-snapshot is empty. Is a variable not set?") }
    let addresses = try addresses()
    if addresses.isEmpty {
      if keepSnapshot != nil || catalog.isGiven {
        throw ValidationError("--keep-snapshot and what is said of bq, psql and duckdb are for --from.")
      }
      return
    }
    if let twice = addresses.first(where: { address in addresses.count { $0 == address } > 1 }) {
      throw ValidationError("'\(SafeText.printable(twice.description, limit: 200))' is named twice.")
    }
    if keepSnapshot != nil, Set(addresses.map(\.engine)).count > 1 {
      throw ValidationError("--keep-snapshot keeps a snapshot of one engine.")
    }
    if catalog.fieldPaths, !addresses.contains(where: { $0.engine.snapshotClient?.hasFieldPaths ?? false }) {
      throw ValidationError("--field-paths is for bigquery.")
    }
  }

  /// What is audited besides the inputs.
  func sources() throws -> [String] {
    let addresses = try addresses()
    return addresses.isEmpty ? [] : keepSnapshot.map { [$0] } ?? addresses.map(\.description)
  }

  private func addresses() throws -> [CatalogAddress] {
    try from.map { text in
      try CatalogOptions.address(of: "--from", text) { () throws(CatalogAddressError) in
        try CatalogAddress(text)
      }
    }
  }

  /// What came of taking snapshots.
  struct Taken {
    var snapshots: [String: TakenSnapshot] = [:]
    var problems: [Problem] = []
    /// Folders that are only read in this run.
    var folders: [SnapshotFolder] = []

    /// Removes what is only read in this run.
    func discard() { for folder in folders { folder.discard() } }
  }

  /// Takes the snapshots, one for each engine.
  ///
  /// - Throws: `ExitCode` where a signal ended it.
  func take(takenAt: String, interruption: Interruption) throws -> Taken {
    var taken = Taken()
    let all = try addresses()
    for engine in CatalogAddress.engines {
      let addresses = all.filter { $0.engine == engine }
      guard !addresses.isEmpty else { continue }
      let run = catalog.run(addresses, takenAt: takenAt, interruption: interruption)
      do throws(ReportError) {
        try take(run, into: &taken)
      } catch {
        taken.problems.append(error.problem)
      }
      if let signal = interruption.signal {
        taken.discard()
        throw CatalogOptions.end(signal, interruption)
      }
    }
    return taken
  }

  private func take(_ run: SnapshotRun, into taken: inout Taken) throws(ReportError) {
    let named = Console.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
    let folder =
      if let keepSnapshot { try SnapshotFolder(at: keepSnapshot) } else {
        try SnapshotFolder(temporaryIn: named ?? "/tmp")
      }
    switch try folder.filled({ run.take(into: $0) }) {
    case .taken(let manifest) where keepSnapshot == nil:
      taken.folders.append(folder)
      for address in run.addresses {
        taken.snapshots[address.description] = TakenSnapshot(address, of: manifest, in: folder)
      }
    case .failed(let problems): taken.problems += problems
    case .taken, .interrupted: break
    }
  }
}
