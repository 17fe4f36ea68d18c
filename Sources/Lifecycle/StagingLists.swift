import Auditing
import Exports
import JSONInput
import Schema
import Settings
import Snapshots
import Text

/// Reads lists of tables, each once, and picks the staging tables of audits.
struct StagingLists {
  private let loader: ExportLoader
  private var listings: [Key: TableListing] = [:]
  /// The mains that files hold, by the files' paths; nil where one holds none.
  private var mains: [String: TableName?] = [:]
  /// What lists are read for: the file of main counts, since its table keeps its name.
  private struct Key: Hashable {
    let exports: AuditRun.Exports
    let mains: [String]
  }

  /// What is wrong with what was read.
  var problems: [Problem]
  /// Whether a list that was read may be cut short.
  private(set) var mayBeCut = false

  init(loader: ExportLoader, problems: [Problem]) {
    var loader = loader
    loader.needsOnlyNames = true
    self.loader = loader
    self.problems = problems
  }

  /// The problems, sorted and each once.
  var sortedProblems: [Problem] {
    var seen: Set<Problem> = []
    return problems.sorted().filter { seen.insert($0).inserted }
  }

  /// The staging tables of an audit; nil where main, or what is staging, is not known.
  mutating func list(_ audit: AuditSpec) -> StagingListing? {
    guard !audit.settings.families.isEmpty else {
      problems.append(
        Problem(
          at: audit.place,
          "nothing says which tables are staging tables: without a pattern every one would be."))
      return nil
    }
    let listing = listing(of: audit)
    guard let main = main(of: audit, listing) else { return nil }
    let staging = StagingListing(audit, main: main, listing: listing)
    if !listing.tables.isEmpty || listing.isReadInFull { problems += staging.selection.problems }
    return staging
  }

  private mutating func listing(of audit: AuditSpec) -> TableListing {
    let key = Key(exports: audit.exports, mains: audit.mainFiles)
    if let known = listings[key] { return known }
    let inputs = InputFiles(audit.settings.sources)
    let listing = TableListing(
      loader.reading(audit.settings.engine).besides(mains: key.mains).load(inputs.files))
    problems += inputs.problems + listing.problems + SnapshotCheck.problems(of: inputs.files)
    if listing.mayBeCut { mayBeCut = true }
    listings[key] = listing
    return listing
  }

  /// The main of an audit; nil where it is not known.
  mutating func main(of audit: AuditSpec) -> TableName? { main(of: audit, listing(of: audit)) }

  private mutating func main(of audit: AuditSpec, _ listing: TableListing) -> TableName? {
    if InputFiles.isFile(audit.mainPath) { return mainOfFile(audit.mainPath) }
    if listing.tables.isEmpty, !listing.isReadInFull { return nil }
    let inputs = audit.settings.sources.joined(separator: ", ")
    switch MainSelection(named: audit.main, among: listing.names, inputs: inputs, place: audit.place) {
    case .found(let index): return listing.tables[index].name
    case .failed(let problem):
      if let problem { problems.append(problem) }
      return nil
    }
  }

  /// The table that a file holds; nil where it holds none, or several.
  mutating func mainOfFile(_ path: String) -> TableName? {
    if let known = mains[path] { return known }
    let listing = TableListing(loader.load([InputFile(path: path)]))
    problems += listing.problems
    let name: TableName?
    switch MainSelection(inFile: path, holding: listing.names, isReadInFull: listing.isReadInFull) {
    case .found(let index): name = listing.names[index]
    case .failed(let problem):
      name = nil
      if let problem { problems.append(problem) }
    }
    mains[path] = .some(name)
    return name
  }
}
