import Auditing
import Exports
import Schema
import Settings
import Text

/// Reads lists of tables, picks the staging tables of an audit, and holds each batch against completion records.
package enum BatchSearch {
  /// The outcome for one audit.
  ///
  /// - Parameters:
  ///   - audit: The audit, with a batch pattern; `batches` and `created` narrow what is shown.
  ///   - problems: What was met before.
  package static func run(
    _ audit: AuditSpec, _ records: CompletionRecords, limit: LostLimit, problems: [Problem] = [],
    loader: ExportLoader
  ) -> BatchReport {
    var lists = StagingLists(loader: loader, problems: problems + records.problems)
    var report = BatchReport(limit: limit)
    report.records = records.count
    report.completedField = records.completedField
    if let staging = lists.list(audit) {
      report.main = staging.main
      let home = HomeTables(staging)
      if let warning = home.warning { lists.problems.append(warning) }
      let entries = entries(staging, home.tables, records, &report.loose)
      lists.problems += mismatch(entries, audit)
      report.batches = BatchAccounts(entries.filter { isWanted($0, audit) }).batches
    }
    report.problems = lists.sortedProblems
    return report
  }

  private static func entries(
    _ staging: StagingListing, _ tables: [Int], _ records: CompletionRecords, _ loose: inout [TableName]
  ) -> [BatchAccounts.Entry] {
    let names = tables.map { staging.listing.tables[$0].name }
    let readings =
      staging.audit.settings.batch?.readings(of: names.map(\.table)) ?? names.map { _ in nil }
    var entries: [BatchAccounts.Entry] = []
    var numbers: [BatchName: Int] = [:]
    func number(_ batch: String) -> Int {
      let name = BatchName(batch)
      if let known = numbers[name] { return known }
      numbers[name] = entries.count
      entries.append(BatchAccounts.Entry(name: batch))
      return entries.count - 1
    }
    for (place, reading) in readings.enumerated() {
      guard let reading else {
        loose.append(names[place])
        continue
      }
      let entry = number(reading.batch)
      entries[entry].tables.append(BatchAccounts.Table(name: names[place], parts: reading.others))
      if let created = staging.listing.tables[tables[place]].facts.created {
        entries[entry].created = min(entries[entry].created ?? created, created)
      }
    }
    for tally in CompletionTally.tallies(records.records).values {
      entries[number(tally.batch)].tally = tally
    }
    return entries
  }

  private static func isWanted(_ entry: BatchAccounts.Entry, _ audit: AuditSpec) -> Bool {
    let isNamed =
      audit.batches.isEmpty
      || audit.batches.contains { $0.matches(entry.name) || $0.matches(BatchName(entry.name).text) }
    guard isNamed, !audit.created.isOpen else { return isNamed }
    return entry.began.map(audit.created.contains) ?? false
  }

  /// What is said where records and tables name no batch in common, or where none of the named batches is there.
  private static func mismatch(_ entries: [BatchAccounts.Entry], _ audit: AuditSpec) -> [Problem] {
    if !entries.isEmpty, !audit.batches.isEmpty, !entries.contains(where: { isWanted($0, audit) }) {
      return [
        Problem(
          at: audit.place,
          "neither a staging table nor a record is of a batch named "
            + "\(Counted.alternatives(audit.batches.map(\.pattern))).")
      ]
    }
    let sorted = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    guard !entries.contains(where: { !$0.tables.isEmpty && $0.tally != nil }),
      let table = sorted.first(where: { !$0.tables.isEmpty }),
      let record = sorted.first(where: { $0.tally != nil })
    else { return [] }
    return [
      Problem(
        .warning,
        "no record is of a batch that a staging table is of: records name '\(record.name.clipped())', tables "
          + "'\(table.name.clipped())'. Does the batch pattern take what records take for the batch?")
    ]
  }
}

/// The staging tables of a listing that hold rows and stand where main does, or where a pattern says.
struct HomeTables {
  /// Indices into the listing's tables, ascending.
  private(set) var tables: [Int] = []
  /// What is said of tables that stand elsewhere.
  private(set) var warning: Problem?

  init(_ staging: StagingListing) {
    var elsewhere: [TableName] = []
    for (number, family) in staging.families.enumerated() {
      for index in family.tables {
        let (name, facts) = (staging.listing.tables[index].name, staging.listing.tables[index].facts)
        let hold = staging.hold(
          of: name, facts, family: number, hasBatch: true, protected: ProtectedTables())
        switch hold {
        case .main: break
        // A schema array alone tells no dataset of main.
        case .elsewhere where staging.main.dataset != nil: elsewhere.append(name)
        case .elsewhere, .incompleteName, .impossibleName, .unknownKind, .noBatch, .kind, nil:
          if facts.kind?.holdsRows != false { tables.append(index) }
        }
      }
    }
    tables.sort()
    if let first = elsewhere.min() {
      warning = Problem(
        .warning,
        "\(Count.of(elsewhere.count, "table")) such as '\(first.description.clipped(to: 200))' "
          + "\(elsewhere.count == 1 ? "stands" : "stand") in another dataset than main, and no pattern names it: left out."
      )
    }
  }
}
