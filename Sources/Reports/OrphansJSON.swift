import Lifecycle
import Output
import Schema
import Settings
import Text

/// What is left over, for scripts; described by schemas/orphans-report.schema.json.
struct OrphansJSON: LifecycleFormat {
  /// The layout's version.
  static let schemaVersion = 1

  /// What is left over.
  typealias Report = OrphanReport

  /// `json`.
  let name = "json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `LifecycleFormat`.
  func write(_ report: OrphanReport, to sink: ReportSink) throws(ReportError) {
    let settings = report.settings
    let orphans = report.orphans
    let orphaned = report.allBatches.filter { !$0.orphans.isEmpty }
    try sink.write(
      """
      {
        "schemaVersion": \(Self.schemaVersion),
        "tool": {"name": "driftaudit", "version": \(JSONText.quoted(driftauditVersion))},
        "generatedAt": "\(settings.now)",
        "minAgeSeconds": \(settings.minAge.seconds),
        "checked": {"completions": \(settings.completions != nil), "mainRows": \(settings.mainRows != nil), \
      "includesUnmerged": \(settings.includesUnmerged)},
        "summary": {"stagingTables": \(report.tableCount), "orphans": \(orphans.tables), \
      "keptTables": \(report.tableCount - orphans.tables), "orphanedBatches": \(orphaned.count), \
      "days": \(Set(orphaned.map(\.day)).count), "bytes": \(Self.bytes(orphans))},
        "audits": [
      """)
    for (index, audit) in report.audits.enumerated() {
      try sink.write(
        (index == 0 ? "" : ", ")
          + "{\n    \"main\": \(JSONText.quoted(audit.main.description)),\n    \"families\": [")
      for (index, family) in audit.families.enumerated() {
        if index > 0 { try sink.write(", ") }
        try write(family, to: sink)
      }
      try sink.write("]\n  }")
    }
    try sink.write(
      "],\n  \"problems\": \(JSONText.lines(report.problems.map(JSONText.problem), indent: "    "))\n}\n")
  }

  private func write(_ family: OrphanReport.Family, to sink: ReportSink) throws(ReportError) {
    let writer = JSONWriter(sink)
    try sink.write(
      "{\n      \"family\": \(JSONText.quoted(family.name)), \"stagingTables\": \(family.tableCount),\n      \"batches\": "
    )
    try writer.lines(family.batches, indent: "        ", closing: "      ") { batch throws(ReportError) in
      try write(batch, to: sink)
    }
    try sink.write(",\n      \"kept\": ")
    try write(kept: family.loose, to: sink, indent: "        ", closing: "      ")
    try sink.write("\n    }")
  }

  private func write(_ batch: OrphanReport.Batch, to sink: ReportSink) throws(ReportError) {
    let orphans = batch.orphans
    let created = batch.created.map { "{\"first\": \"\($0.first)\", \"last\": \"\($0.last)\"}" }
    let rows = batch.rows.map {
      "{\"staged\": \($0.staged), \"main\": \($0.inMain), \"haveArrived\": \($0.haveArrived)}"
    }
    let reasons = batch.holds.map {
      "{\"reason\": \"\($0.key)\", \"text\": \(JSONText.quoted($0.text))}"
    }
    let members: [(String, String)] = [
      ("batch", JSONText.quoted(batch.name)), ("day", JSONText.quoted(batch.day?.description)),
      ("state", "\"\(batch.state.rawValue)\""), ("began", JSONText.quoted(batch.began?.description)),
      ("created", created ?? "null"), ("tables", "\(batch.tables.count)"), ("orphans", "\(orphans.count)"),
      ("bytes", Self.bytes(TableTotal(batch.tables))), ("rows", rows ?? "null"),
      ("reasons", "[\(reasons.joined(separator: ", "))]"),
    ]
    try sink.write(
      "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + ",\n         \"names\": ")
    let writer = JSONWriter(sink)
    try writer.lines(orphans, indent: "           ", closing: "         ") { table throws(ReportError) in
      try writer.name(table.name)
    }
    try sink.write(",\n         \"kept\": ")
    try write(
      kept: batch.tables.filter { $0.hold != nil }, to: sink, indent: "           ", closing: "         ")
    try sink.write("}")
  }

  private func write(
    kept tables: [OrphanReport.Table], to sink: ReportSink, indent: StaticString, closing: StaticString
  ) throws(ReportError) {
    let writer = JSONWriter(sink)
    try writer.lines(tables, indent: indent, closing: closing) { table throws(ReportError) in
      guard let hold = table.hold else { return }
      try writer.raw("{\"table\": ")
      try writer.name(table.name)
      try sink.write(", \"reason\": \"\(hold.key)\", \"text\": \(JSONText.quoted(hold.text))}")
    }
  }

  /// The bytes; null where lists do not tell all of them.
  private static func bytes(_ total: TableTotal) -> String { total.unsized > 0 ? "null" : "\(total.bytes)" }
}
