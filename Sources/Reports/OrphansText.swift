import Lifecycle
import Output
import Schema
import Text

/// What is left over, for a terminal.
struct OrphansText: NamedFormat {
  /// `text`.
  let name = "text"

  /// Batches that are shown one by one; of more only the days are.
  private static let mostBatches = 40
  private static let widestName = 48

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: OrphanReport, to sink: ReportSink) throws(ReportError) {
    var lines: [String] = []
    for audit in report.audits {
      lines.append(SafeText.line(audit.main.description, limit: 200))
      for family in audit.families {
        lines += Self.lines(of: family, isNamed: audit.families.count > 1, report.settings)
      }
      lines.append("")
    }
    lines += Self.verdict(report)
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  // MARK: A family

  private static func lines(
    of family: OrphanReport.Family, isNamed: Bool, _ settings: OrphanSettings
  ) -> [String] {
    let groups = OrphanGroups(family)
    let name = isNamed ? SafeText.printable(family.name, limit: 60) + ": " : ""
    let days = groups.days.compactMap(\.day)
    var title =
      "\(name)\(Count.of(family.tableCount, "staging table")), \(Count.grouped(groups.orphans.tables)) left over"
    if let first = days.first, let last = days.last {
      title += first == last ? ", \(first)" : ", \(first) to \(last)"
    }
    var lines = [SafeText.line("  " + title)]
    let orphans = rows(groups.days, settings)
    if !orphans.isEmpty {
      let rows = settings.mainRows == nil ? [] : ["rows in main"]
      lines +=
        [""] + TextTable.lines(["day", "batch", "tables", "bytes"] + rows + ["age"], orphans, numbers: 2...)
    }
    if groups.kept.tables > 0 {
      lines += ["", "  kept: \(Count.of(groups.kept.tables, "table"))"]
      lines += kept(groups, settings)
    }
    return lines
  }

  private static func rows(_ days: [OrphanGroups.Day], _ settings: OrphanSettings) -> [[String]] {
    let showsBatches = days.reduce(0) { $0 + $1.batches.count } <= mostBatches
    return days.flatMap { day -> [[String]] in
      func cells(
        _ day: String, _ batch: String, _ total: TableTotal, _ rows: String?, _ age: String
      ) -> [String] {
        [day, batch, Count.grouped(total.tables), total.sizeText ?? "–"]
          + (settings.mainRows == nil ? [] : [rows ?? ""]) + [age]
      }
      let batches = day.batches.map { group in
        cells(
          "", shown(group.batch.name), group.total, OrphanWords.rows(group.batch),
          OrphanWords.age(group.batch, settings))
      }
      if showsBatches, batches.count == 1 {
        return batches.map { [OrphanWords.day(day.day)] + $0.dropFirst() }
      }
      let head = cells(
        OrphanWords.day(day.day), BatchWords.batches(day.batches.count), day.total, nil, "")
      return [head] + (showsBatches ? batches : [])
    }
  }

  private static func kept(_ groups: OrphanGroups, _ settings: OrphanSettings) -> [String] {
    let batches = groups.keptBatches.prefix(mostBatches).map { group in
      [
        OrphanWords.day(group.batch.day), shown(group.batch.name), Count.grouped(group.total.tables),
        OrphanWords.reasons(group.batch),
      ]
    }
    let tables = groups.keptTables.map { kept in
      let example = shown(kept.example.table)
      return [
        "", kept.total.tables == 1 ? example : "\(example), …", Count.grouped(kept.total.tables),
        kept.hold.text,
      ]
    }
    var lines = TextTable.lines(["day", "batch", "tables", "why"], batches + tables, numbers: 2...2)
    let more = groups.keptBatches.count - batches.count
    if more > 0 { lines.append("  … \(BatchWords.batches(more)) more: --report json=orphans.json") }
    return lines
  }

  private static func shown(_ name: String) -> String {
    DisplayWidth.clippedInMiddle(SafeText.printable(name, limit: 400), to: widestName)
  }

  // MARK: The verdict

  private static func verdict(_ report: OrphanReport) -> [String] {
    var lines = [OrphanWords.headline(report)]
    let errors = report.problems.count { $0.severity == .error }
    if errors > 0 { lines[0] = "not seen in full: \(Count.of(errors, "problem")); " + lines[0] }
    let isAny = report.orphans.tables > 0
    let notes = isAny ? OrphanNotes.notes(report) : OrphanNotes.unverified(report)
    lines += notes.flatMap { DisplayWidth.wrapped($0, to: 78) }.map { "  " + $0 }
    guard isAny, !report.mayBeCut else { return lines }
    let words = report.command.map(ShellWord.exact)
    if errors == 0, !words.isEmpty, !words.contains(nil) {
      lines.append("  drop:  \(words.compactMap(\.self).joined(separator: " ")) --script bq=clean-up.sh")
    }
    return lines
  }
}
