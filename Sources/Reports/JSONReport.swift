import Auditing
import Comparison
import Output
import Schema
import Text

/// Everything, for machines: described by `schemas/drift-report.schema.json`.
///
/// Written a table at a time, so that memory does not grow with the number of tables.
package struct JSONReport: ReportFormat {
  /// The version of the report's form. It grows when a reader of the earlier form could go wrong.
  package static let schemaVersion = 1

  /// `json`.
  package let name = "json"
  /// `drift.json`.
  package let defaultFileName = "drift.json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `ReportFormat`.
  package func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let json = JSONWriter(sink)
    try json.raw("{\n  \"schemaVersion\": ")
    try json.number(Self.schemaVersion)
    try json.raw(",\n  \"tool\": {\"name\": \"driftaudit\", \"version\": ")
    try json.string(driftauditVersion)
    try json.raw("},\n  \"generatedAt\": ")
    try json.string(report.generatedAt)
    try json.raw(",\n  \"verdict\": ")
    try json.string(report.verdict.rawValue)
    try json.raw(",\n  \"summary\": ")
    try write(report.summary, to: json)
    try json.raw(",\n  \"audits\": ")
    try json.inline(report.audits) { audit throws(ReportError) in
      try write(audit, listing: report.listing, to: json)
    }
    try json.raw(",\n  \"problems\": ")
    try json.lines(report.problems, indent: "    ", closing: "  ") { problem throws(ReportError) in
      try write(problem, to: json)
    }
    try json.raw(",\n  \"baseline\": ")
    if let baseline = report.baseline { try write(baseline, to: json) } else { try json.raw("null") }
    try json.raw("\n}\n")
  }

  private func write(_ summary: DriftReport.Summary, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\n    \"audits\": ")
    try json.number(summary.audits)
    try json.raw(", \"stagingTables\": ")
    try json.number(summary.stagingTables)
    try json.raw(", \"cleanTables\": ")
    try json.number(summary.cleanTables)
    try json.raw(", \"driftedTables\": ")
    try json.number(summary.driftedTables)
    try json.raw(", \"unreadableTables\": ")
    try json.number(summary.unreadableTables)
    try json.raw(", \"shapes\": ")
    try json.number(summary.shapes)
    try json.raw(",\n    \"findings\": {\"total\": ")
    try json.number(summary.total)
    try json.raw(", \"new\": ")
    try json.number(summary.new)
    try json.raw(", \"accepted\": ")
    try json.number(summary.accepted)
    try json.raw(", \"expired\": ")
    try json.number(summary.expired)
    try json.raw("},\n    \"bySeverity\": ")
    let severities = Severity.allCases.reversed().map { ($0.rawValue, summary.bySeverity[$0, default: 0]) }
    try write(counts: severities, to: json)
    try json.raw(",\n    \"byRule\": ")
    try write(counts: summary.byRule.sorted { $0.key < $1.key }.map { ($0.key.rawValue, $0.value) }, to: json)
    try json.raw("\n  }")
  }

  private func write(counts: [(String, Int)], to json: JSONWriter) throws(ReportError) {
    try json.raw("{")
    for (index, (name, count)) in counts.enumerated() {
      if index > 0 { try json.raw(", ") }
      try json.string(name)
      try json.raw(": ")
      try json.number(count)
    }
    try json.raw("}")
  }

  private func write(_ audit: ComparedAudit, listing: ReportedTables, to json: JSONWriter)
    throws(ReportError)
  {
    try json.raw("{\n    \"main\": {\"table\": ")
    try json.name(audit.main.name)
    try json.raw(", \"columns\": ")
    try json.number(audit.main.schema.columns.count)
    try json.raw(", \"source\": ")
    try json.string(audit.mainSource)
    try json.raw("},\n    ")
    if let effects = audit.effects {
      try json.raw("\"effects\": ")
      try write(effects.position, effects.name, to: json)
      try json.raw(",\n    ")
    }
    try json.raw("\"findings\": ")
    try json.inline(audit.findings) { finding throws(ReportError) in
      try write(finding, shapes: audit.shapes, to: json)
    }
    try json.raw(",\n    \"shapes\": ")
    try json.lines(audit.shapes, indent: "      ", closing: "    ") { shape throws(ReportError) in
      try write(shape, to: json)
    }
    if !audit.batches.isEmpty {
      try json.raw(",\n    \"batches\": ")
      try json.lines(audit.batches, indent: "      ", closing: "    ") { batch throws(ReportError) in
        try write(batch, shapes: audit.shapes, to: json)
      }
    }
    if !listing.isWhole {
      try json.raw(",\n    \"tablesListed\": {\"which\": ")
      try json.string(listing.which.rawValue)
      try json.raw(", \"limit\": ")
      if let limit = listing.limit { try json.number(limit) } else { try json.raw("null") }
      try json.raw("}")
    }
    try json.raw(",\n    \"tables\": ")
    try write(listing.rows(of: audit), shapes: audit.shapes, to: json)
    try json.raw("\n  }")
  }

  private func write(_ shape: Shape, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"id\": ")
    try json.string(shape.id)
    try json.raw(", \"fingerprint\": ")
    try json.string(shape.fingerprint)
    try json.raw(", \"columns\": ")
    try json.number(shape.columns)
    try json.raw(", \"tableCount\": ")
    try json.number(shape.tableCount)
    try json.raw(", \"example\": ")
    try json.string(shape.example)
    try json.raw(", \"effects\": ")
    try write(shape.effects.position, shape.effects.name, to: json)
    if let period = shape.created {
      try json.raw(", \"created\": ")
      try write(period, to: json)
    }
    if let span = shape.batches {
      try json.raw(", \"batches\": ")
      try write(span, to: json)
    }
    try json.raw("}")
  }

  private func write(
    _ tables: [ComparedAudit.Row], shapes: [Shape], to json: JSONWriter
  ) throws(ReportError) {
    let shapeIDs = shapes.map { JSONString.encoded($0.id) }
    var family: (name: String, encoded: [UInt8]) = ("", JSONString.encoded(""))
    try json.lines(tables, indent: "      ", closing: "    ") { row throws(ReportError) in
      if row.family != family.name { family = (row.family, JSONString.encoded(row.family)) }
      try json.raw("{\"table\": ")
      try json.name(row.name)
      try json.raw(", \"family\": ")
      try json.raw(family.encoded)
      try json.raw(", \"shape\": ")
      if let shape = row.shape { try json.raw(shapeIDs[shape]) } else { try json.raw("null") }
      if row.count > 1 {
        try json.raw(", \"tableCount\": ")
        try json.number(Int(row.count))
      }
      if let facts = row.facts { try write(facts, to: json) }
      try json.raw("}")
    }
  }

  private func write(_ problem: Problem, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"severity\": ")
    try json.string(problem.severity.rawValue)
    try json.raw(", \"file\": ")
    try json.string(problem.file)
    try json.raw(", \"line\": ")
    if let line = problem.line { try json.number(line) } else { try json.raw("null") }
    try json.raw(", \"column\": ")
    if let column = problem.column { try json.number(column) } else { try json.raw("null") }
    try json.raw(", \"table\": ")
    try json.string(problem.table)
    try json.raw(", \"message\": ")
    try json.string(problem.message)
    try json.raw("}")
  }
}
