import Lifecycle
import Output
import Schema
import Text

/// What is left over, for an issue or a chat.
struct OrphansMarkdown: NamedFormat {
  /// `markdown`.
  let name = "markdown"

  /// Rows of one table at most.
  private static let mostRows = 200

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: OrphanReport, to sink: ReportSink) throws(ReportError) {
    let headline = OrphanWords.headline(report)
    var lines = ["# Left over: \(headline)", ""]
    lines.append(
      "As of \(report.settings.now.toTheMinute) UTC. "
        + OrphanNotes.notes(report).map(MarkdownText.plain).joined(separator: " "))
    for audit in report.audits {
      lines += ["", "## \(MarkdownText.code(audit.main.description))"]
      for family in audit.families {
        lines += Self.lines(of: family, isNamed: audit.families.count > 1, report.settings)
      }
    }
    if let problems = MarkdownSection.problems(report.problems, of: "report") {
      lines += [""] + problems.lines(rows: Self.mostRows)
    }
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  private static func lines(
    of family: OrphanReport.Family, isNamed: Bool, _ settings: OrphanSettings
  ) -> [String] {
    let groups = OrphanGroups(family)
    let name = isNamed ? "Family \(MarkdownText.code(family.name)): " : ""
    var lines = [
      "",
      "\(name)\(Count.of(family.tableCount, "staging table")), \(Count.grouped(groups.orphans.tables)) left over, "
        + "\(Count.grouped(groups.kept.tables)) kept.",
    ]
    for section in [byDay(groups), byBatch(groups, settings), keptBatches(groups), keptTables(groups)] {
      if let section { lines += [""] + section.lines(rows: mostRows) }
    }
    return lines
  }

  private static func byDay(_ groups: OrphanGroups) -> MarkdownSection? {
    let rows = groups.days.map { day in
      [
        OrphanWords.day(day.day), Count.grouped(day.batches.count), Count.grouped(day.total.tables),
        day.total.sizeText ?? "–",
      ]
    }
    return MarkdownSection.table(
      ["day", "batches", "tables", "bytes"], "|---|--:|--:|--:|", rows, noun: "day")
  }

  private static func byBatch(_ groups: OrphanGroups, _ settings: OrphanSettings) -> MarkdownSection? {
    let rows = groups.days.flatMap { day in
      day.batches.map { group in
        [
          OrphanWords.day(day.day), MarkdownText.code(group.batch.name, inTable: true),
          Count.grouped(group.total.tables), group.total.sizeText ?? "–",
          OrphanWords.rows(group.batch) ?? "–", OrphanWords.age(group.batch, settings),
        ]
      }
    }
    return MarkdownSection.table(
      ["day", "batch", "tables", "bytes", "rows in main", "age"], "|---|---|--:|--:|--:|--:|", rows,
      noun: "batch",
      title: "### Batches that are left over")
  }

  private static func keptBatches(_ groups: OrphanGroups) -> MarkdownSection? {
    let rows = groups.keptBatches.map { group in
      [
        OrphanWords.day(group.batch.day), MarkdownText.code(group.batch.name, inTable: true),
        Count.grouped(group.total.tables), group.batch.state.rawValue,
        MarkdownText.plain(OrphanWords.reasons(group.batch)),
      ]
    }
    return MarkdownSection.table(
      ["day", "batch", "tables", "state", "why"], "|---|---|--:|---|---|", rows, noun: "batch",
      title: "### Batches that are kept")
  }

  private static func keptTables(_ groups: OrphanGroups) -> MarkdownSection? {
    let rows = groups.keptTables.map { kept in
      [
        MarkdownText.code(kept.example.description, inTable: true), Count.grouped(kept.total.tables),
        MarkdownText.plain(kept.hold.text),
      ]
    }
    return MarkdownSection.table(
      ["such as", "tables", "why"], "|---|--:|---|", rows, noun: "reason",
      title: "### Tables that are kept whatever their batch")
  }
}
