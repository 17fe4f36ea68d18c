import Engines
import Auditing
import Comparison
import Exports
import JSONInput
import Merging
import Schema
import Settings
import Text

/// Holds what was counted of staging tables against what was counted of main.
package struct VerifySearch {
  private let audit: AuditSpec
  private let counts: VerifyCounts
  private let subject: VerifySubject?
  private var problems: [Problem]

  /// What counts and exports among the inputs tell of one audit.
  ///
  /// - Parameters:
  ///   - audit: The audit; its sources are counts, exports of columns, lists of tables and sample records in any mixture.
  ///   - problems: What was met before.
  package static func run(_ audit: AuditSpec, problems: [Problem] = [], loader: ExportLoader)
    -> VerifyReport
  {
    let inputs = InputFiles(audit.settings.sources)
    var counted = inputs.files.filter(VerifyCounts.areIn)
    let exports = inputs.files.filter { !counted.contains($0) }
    var problems = problems + inputs.problems
    if counted.isEmpty {
      let configured = InputFiles(audit.settings.lifecycle.counts)
      (counted, problems) = (configured.files, problems + configured.problems)
    }
    let counts = VerifyCounts(counted)
    return run(audit, counts, exports: exports, problems: problems + counts.problems, loader: loader)
  }

  /// What counts and exports tell of one audit.
  ///
  /// - Parameters:
  ///   - audit: The audit, whose sources were read.
  ///   - counts: What queries counted.
  ///   - exports: The sources without counts.
  ///   - problems: What was met before.
  static func run(
    _ audit: AuditSpec, _ counts: VerifyCounts, exports: [InputFile], problems: [Problem],
    loader: ExportLoader
  ) -> VerifyReport {
    var audit = audit
    // What was counted need not be in the exports, and what is dropped by now is not.
    audit.settings.allowNoStaging = true
    var subject: VerifySubject?
    var problems = problems
    if !exports.isEmpty || InputFiles.isFile(audit.mainPath) {
      let (found, more) = VerifySubject.load(audit, files: exports, loader: loader)
      subject = found
      problems += more
    }
    let search = VerifySearch(audit: audit, counts: counts, subject: subject, problems: problems)
    return search.report
  }

  private var report: VerifyReport {
    var report = VerifyReport(main: subject?.main.name.description ?? audit.main)
    var problems = problems
    if counts.hasRows { report.batches = batches(&problems) }
    if !counts.columns.isEmpty {
      report.columns = countedColumns
      report.newRows = counts.columns.map(\.newRows).max()
    }
    if let records = subject?.records, !records.isEmpty {
      report.records = records.reduce(0) { $0 + ($1.sampledRecords ?? 0) }
      if report.columns == nil { report.columns = sampledColumns(records) }
    }
    if report.batches == nil, report.columns == nil {
      problems.append(
        Problem(
          .error,
          "there are no counts in \(audit.settings.sources.joined(separator: ", ").clipped()), and no sample records: "
            + "`driftaudit verify --print-queries …` prints the statements that count."))
    }
    if report.newRows == 0 {
      problems.append(
        Problem(.error, "columns were counted in no row at all: no row of main has a key that was staged."))
    }
    var seen: Set<Problem> = []
    report.problems = problems.sorted().filter { seen.insert($0).inserted }
    return report
  }

  // MARK: Batches

  private func batches(_ problems: inout [Problem]) -> [VerifyReport.Batch] {
    var names: [BatchName: String] = [:]
    var tables: [BatchName: [VerifyCounts.Keys]] = [:]
    var loose: [String] = []
    let counted = counts.tables.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let own = counted.map { $0.split { $0 == "." || $0 == ":" }.last.map(String.init) ?? $0 }
    let read = audit.settings.batch?.batches(of: own) ?? own.map { _ in nil }
    for (table, batch) in zip(counted, read) {
      guard let batch else {
        loose.append(table)
        continue
      }
      names[BatchName(batch)] = batch
      if let keys = counts.tables[table] { tables[BatchName(batch), default: []].append(keys) }
    }
    if let first = loose.first {
      problems.append(
        Problem(
          .error,
          "\(Count.of(loose.count, "table")) such as '\(first.clipped(to: 200))' \(loose.count == 1 ? "was" : "were") counted, and "
            + (audit.settings.batch == nil
              ? "no --batch-pattern says how a name tells its batch." : "no batch is told by the pattern.")))
    }
    for (name, found) in counts.arrivals where names[name] == nil { names[name] = found.name }
    for batch in subject?.batches ?? [] { names[BatchName(batch.name)] = batch.name }
    let wanted = names.filter { name, spelling in
      audit.batches.isEmpty || audit.batches.contains { $0.matches(spelling) || $0.matches(name.text) }
    }
    return wanted.sorted { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }.map { name, spelling in
      batch(name, spelling, tables[name] ?? [])
    }
  }

  private func batch(_ name: BatchName, _ spelling: String, _ tables: [VerifyCounts.Keys])
    -> VerifyReport.Batch
  {
    var batch = VerifyReport.Batch(name: spelling)
    batch.tables = subject?.batches.first { BatchName($0.name) == name }?.tables.count
    if !tables.isEmpty {
      batch.rows = tables.reduce(0) { $0 + $1.rows }
      batch.tables = batch.tables ?? tables.count
    }
    if let arrival = counts.arrivals[name]?.arrival {
      batch.rows = arrival.rows ?? batch.rows
      batch.tables = arrival.tables ?? batch.tables
      (batch.expected, batch.isAtMost, batch.inMain) = (arrival.staged, arrival.parts > 1, arrival.inMain)
      batch.state =
        arrival.staged == 0 ? .empty : arrival.isWhole ? .arrived : arrival.inMain == 0 ? .missing : .partly
      return batch
    }
    guard !tables.isEmpty else { return batch }
    let most = tables.reduce(0) { $0 + $1.distinct }
    let least = tables.map(\.distinct).max() ?? 0
    (batch.expected, batch.isAtMost) = (most, least != most)
    if most == 0 {
      batch.state = .empty
      return batch
    }
    if let main = counts.mainBatches[name] {
      (batch.inMain, batch.evidence) = (main.distinct, .batch)
    } else if let day = BatchTime.moment(of: spelling).map(CalendarDay.init(containing:)),
      let main = counts.mainDays[day]
    {
      (batch.inMain, batch.evidence) = (main.distinct, .day)
    }
    guard let inMain = batch.inMain else { return batch }
    switch inMain {
    case 0: batch.state = .missing
    case ..<least: batch.state = .partly
    case most...: batch.state = .arrived
    default: batch.state = .unclear
    }
    return batch
  }

  // MARK: Columns

  private func isIgnored(_ path: String) -> Bool { audit.settings.ignore.contains { $0.matches(path) } }

  /// A name by which columns of main's engine are matched.
  private func folded(_ name: String) -> String {
    (subject?.main.schema.engine ?? .bigQuery).types.names.key(name)
  }

  private func staging(_ path: String) -> (having: Int, of: Int)? {
    guard let (counts, total) = subject?.columnTables, total > 0 else { return nil }
    return (counts[folded(path)] ?? 0, total)
  }

  private var countedColumns: [VerifyReport.NullColumn] {
    let order = Dictionary(
      (subject?.main.schema.columns ?? []).enumerated().map { ($1.foldedName, $0) },
      uniquingKeysWith: { first, _ in first })
    let null = counts.columns.filter { $0.newRows > 0 && $0.nullRows == $0.newRows && !isIgnored($0.name) }
    return null.map {
      VerifyReport.NullColumn(name: $0.name, rows: $0.newRows, staging: staging($0.name))
    }.sorted { one, other in
      let places = (order[folded(one.name)] ?? .max, order[folded(other.name)] ?? .max)
      return places.0 != places.1
        ? places.0 < places.1 : one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
    }
  }

  /// The columns that no writer's records fill.
  private func sampledColumns(_ records: [TableSchema]) -> [VerifyReport.NullColumn] {
    guard let main = subject?.main.schema else { return [] }
    let comparator = SchemaComparator(main: main, rules: [UnpopulatedColumn()])
    let found = records.map { comparator.differences(to: $0) }
    guard let first = found.first else { return [] }
    return first.compactMap { difference in
      let all = found.map { $0.first { $0.column == difference.column } }
      guard let path = difference.column, !isIgnored(path), !all.contains(where: { $0 == nil }) else {
        return nil
      }
      let hints = Set(all.compactMap { $0?.hint })
      return VerifyReport.NullColumn(
        name: path, rows: all.reduce(0) { $0 + ($1?.records ?? 0) },
        sample: hints.count == 1 ? hints.first : "null in some records, absent from the others",
        staging: staging(path))
    }
  }
}

extension VerifySearch {
  /// The statements that count an audit's staging tables and their rows in main.
  ///
  /// - Parameters:
  ///   - audit: The audit, with patterns for staging tables and batches.
  ///   - settings: The key, and the partitions to read.
  ///   - problems: What was met before.
  /// - Returns: The statements, nil where something is wrong; and what is.
  package static func queries(
    _ audit: AuditSpec, _ settings: MergeSettings, problems: [Problem] = [], loader: ExportLoader
  ) -> (CountQueries?, [Problem]) {
    let inputs = InputFiles(audit.settings.sources)
    var audit = audit
    audit.settings.allowNoStaging = false
    let (subject, more) = VerifySubject.load(audit, files: inputs.files, loader: loader)
    var problems = (problems + inputs.problems + more).sorted()
    guard let subject, !problems.contains(where: { $0.severity == .error }) else { return (nil, problems) }
    if let unnamed = ([subject.main.name] + subject.batches.flatMap(\.tables)).first(where: {
      $0.dataset == nil
    }) {
      problems.append(
        Problem(
          .error,
          "no export tells the dataset of '\(unnamed.description.clipped(to: 200))', and a statement has to name it: give a list "
            + "of tables, or what `bq show` prints of it."))
      return (nil, problems)
    }
    do throws(MergeRefusal) {
      return (try CountQueries(subject, settings), problems)
    } catch {
      problems += error.reasons.map { Problem(.error, "no statements: \($0.text)") }
      return (nil, problems)
    }
  }
}
