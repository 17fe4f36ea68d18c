import Lifecycle
import Output
import Schema
import Settings
import Text

/// What is left over, for scripts; described by schemas/orphans-report.schema.json.
struct OrphansJSON: NamedFormat {
  /// The layout's version.
  static let schemaVersion = 1

  /// What is left over.
  typealias Report = OrphanReport

  /// `json`.
  let name = "json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: OrphanReport, to sink: ReportSink) throws(ReportError) {
    let settings = report.settings
    let orphans = report.orphans
    let orphaned = report.allBatches.filter { !$0.orphans.isEmpty }
    let json = JSONWriter(sink)
    try json.raw("{\n  ")
    try json.members([("schemaVersion", .number(Self.schemaVersion))])
    try json.raw(",\n  ")
    try json.members([("tool", .tool)])
    try json.raw(",\n  ")
    try json.members([("generatedAt", .text(report.generatedAt ?? settings.now.description))])
    try json.raw(",\n  ")
    try json.members([("minAgeSeconds", .number(settings.minAge.seconds))])
    try json.raw(",\n  \"checked\": ")
    try json.node(
      .object([
        ("completions", .truth(settings.completions != nil)), ("mainRows", .truth(settings.mainRows != nil)),
        ("includesUnmerged", .truth(settings.includesUnmerged)),
      ]))
    try json.raw(",\n  \"summary\": ")
    try json.node(
      .object([
        ("stagingTables", .number(report.tableCount)), ("orphans", .number(orphans.tables)),
        ("keptTables", .number(report.tableCount - orphans.tables)),
        ("orphanedBatches", .number(orphaned.count)), ("days", .number(Set(orphaned.map(\.day)).count)),
        ("bytes", Self.bytes(orphans)),
      ]))
    try json.raw(",\n  \"audits\": ")
    try json.inline(report.audits) { audit throws(ReportError) in
      try json.raw("{\n    \"main\": ")
      try json.string(audit.main.description)
      try json.raw(",\n    \"families\": ")
      try json.inline(audit.families) { family throws(ReportError) in try write(family, to: json) }
      try json.raw("\n  }")
    }
    try json.raw(",\n  \"problems\": ")
    try json.node(.problems(report.problems), indent: 2)
    try json.raw("\n}\n")
  }

  private func write(_ family: OrphanReport.Family, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\n      ")
    try json.members([("family", .text(family.name)), ("stagingTables", .number(family.tableCount))])
    try json.raw(",\n      \"batches\": ")
    try json.lines(family.batches, indent: "        ", closing: "      ") { batch throws(ReportError) in
      try write(batch, to: json)
    }
    try json.raw(",\n      \"kept\": ")
    try write(kept: family.loose, to: json, indent: "        ", closing: "      ")
    try json.raw("\n    }")
  }

  private func write(_ batch: OrphanReport.Batch, to json: JSONWriter) throws(ReportError) {
    let orphans = batch.orphans
    let created = batch.created.map { span in
      JSONNode.object([("first", .text("\(span.first)")), ("last", .text("\(span.last)"))])
    }
    let rows = batch.rows.map { rows in
      JSONNode.object([
        ("staged", .number(rows.staged)), ("main", .number(rows.inMain)),
        ("haveArrived", .truth(rows.haveArrived)),
      ])
    }
    let reasons = batch.holds.map { JSONNode.object([("reason", .text($0.key)), ("text", .text($0.text))]) }
    try json.raw("{")
    try json.members([
      ("batch", .text(batch.name)), ("day", .optional(batch.day?.description)),
      ("state", .text(batch.state.rawValue)), ("began", .optional(batch.began?.description)),
      ("created", created ?? .null), ("tables", .number(batch.tables.count)),
      ("orphans", .number(orphans.count)), ("bytes", Self.bytes(TableTotal(batch.tables))),
      ("rows", rows ?? .null), ("reasons", .list(reasons)),
    ])
    try json.raw(",\n         \"names\": ")
    try json.lines(orphans, indent: "           ", closing: "         ") { table throws(ReportError) in
      try json.name(table.name)
    }
    try json.raw(",\n         \"kept\": ")
    try write(
      kept: batch.tables.filter { $0.hold != nil }, to: json, indent: "           ", closing: "         ")
    try json.raw("}")
  }

  private func write(
    kept tables: [OrphanReport.Table], to json: JSONWriter, indent: StaticString, closing: StaticString
  ) throws(ReportError) {
    try json.lines(tables, indent: indent, closing: closing) { table throws(ReportError) in
      guard let hold = table.hold else { return }
      try json.raw("{\"table\": ")
      try json.name(table.name)
      try json.raw(", ")
      try json.members([("reason", .text(hold.key)), ("text", .text(hold.text))])
      try json.raw("}")
    }
  }

  /// The bytes; null where lists do not tell all of them.
  private static func bytes(_ total: TableTotal) -> JSONNode {
    total.unsized > 0 ? .null : .number(total.bytes)
  }
}
