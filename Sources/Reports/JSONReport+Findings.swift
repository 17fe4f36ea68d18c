import Auditing
import Baselines
import Comparison
import Output
import Schema
import Text

extension JSONReport {
  func write(_ finding: Finding, shapes: [Shape], to json: JSONWriter) throws(ReportError) {
    try json.raw("{\n      \"id\": ")
    try json.string(finding.id)
    try json.raw(", \"rule\": ")
    try json.string(finding.rule.rawValue)
    try json.raw(", \"severity\": ")
    try json.string(finding.severity.rawValue)
    try json.raw(", \"status\": ")
    try json.string(finding.status.name)
    try json.raw(", \"family\": ")
    try json.string(finding.family)
    try json.raw(",\n      \"column\": ")
    try json.string(finding.column)
    try json.raw(",\n      \"main\": ")
    try write(finding.main, to: json)
    try json.raw(", \"staging\": ")
    try write(finding.staging, to: json)
    try json.raw(",\n      \"tableCount\": ")
    try json.number(finding.tableCount)
    try json.raw(", \"examples\": ")
    try json.inline(finding.examples) { example throws(ReportError) in try json.string(example) }
    try json.raw(", \"shapes\": ")
    try json.inline(finding.shapes) { shape throws(ReportError) in try json.string(shapes[shape].id) }
    if let period = finding.created {
      try json.raw(",\n      \"created\": ")
      try write(period, to: json)
    }
    if let span = finding.batches {
      try json.raw(",\n      \"batches\": ")
      try write(span, to: json)
    }
    try json.raw(",\n      \"effects\": ")
    try write(finding.effects, to: json)
    try json.raw(",\n      \"consequence\": ")
    try json.string(finding.consequence)
    if let hint = finding.hintText {
      try json.raw(",\n      \"hint\": ")
      try json.string(hint)
    }
    if let records = finding.records {
      try json.raw(",\n      \"recordsSeen\": ")
      try json.number(records)
    }
    if let acceptance = finding.status.acceptance {
      try json.raw(",\n      ")
      try write(acceptance, to: json)
    }
    try json.raw("\n    }")
  }

  /// `{"position": "fails", "name": "works"}`, with null for what is not known.
  func write(_ effects: Effects, to json: JSONWriter) throws(ReportError) {
    try write(effects.position, effects.name, to: json)
  }

  func write(_ position: Effect?, _ name: Effect?, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"position\": ")
    try json.string(position?.rawValue)
    try json.raw(", \"name\": ")
    try json.string(name?.rawValue)
    try json.raw("}")
  }

  func write(_ baseline: DriftReport.BaselineStatus, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"file\": ")
    try json.string(baseline.file)
    try json.raw(", \"stale\": ")
    try json.lines(baseline.stale, indent: "    ", closing: "  ") { entry throws(ReportError) in
      try write(entry, to: json)
    }
    try json.raw("}")
  }

  /// A span of values, as they describe themselves.
  func write(_ span: Span<some CustomStringConvertible>, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"first\": ")
    try json.string(span.first.description)
    try json.raw(", \"last\": ")
    try json.string(span.last.description)
    try json.raw("}")
  }

  func write(_ facts: TableFacts, to json: JSONWriter) throws(ReportError) {
    if let kind = facts.kind {
      try json.raw(", \"type\": ")
      try json.string(kind.rawValue)
    }
    if let created = facts.created {
      try json.raw(", \"created\": ")
      try json.string(created.description)
    }
    if let rows = facts.rows {
      try json.raw(", \"rows\": ")
      try json.number(rows)
    }
  }

  func write(_ batch: Batch, shapes: [Shape], to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"batch\": ")
    try json.string(batch.name)
    try json.raw(", \"tableCount\": ")
    try json.number(batch.tableCount)
    try json.raw(", \"driftedTables\": ")
    try json.number(batch.driftedTables)
    try json.raw(", \"unreadableTables\": ")
    try json.number(batch.unreadableTables)
    try json.raw(", \"shapes\": ")
    try json.inline(batch.shapes) { shape throws(ReportError) in try json.string(shapes[shape].id) }
    try json.raw("}")
  }

  private func write(_ side: ColumnSide?, to json: JSONWriter) throws(ReportError) {
    guard let side else { return try json.raw("null") }
    try json.raw("{\"type\": ")
    try json.string(side.type)
    try json.raw(", \"mode\": ")
    try json.string(side.mode.rawValue)
    try json.raw("}")
  }

  private func write(_ acceptance: Finding.Acceptance, to json: JSONWriter) throws(ReportError) {
    try json.raw("\"reason\": ")
    try json.string(acceptance.reason)
    try json.raw(", \"expires\": ")
    try json.string(acceptance.expires)
    try json.raw(", \"owner\": ")
    try json.string(acceptance.owner)
  }

  private func write(_ entry: BaselineEntry, to json: JSONWriter) throws(ReportError) {
    try json.raw("{\"rule\": ")
    try json.string(entry.rule.rawValue)
    try json.raw(", \"table\": ")
    try json.string(entry.table)
    try json.raw(", \"family\": ")
    try json.string(entry.family)
    try json.raw(", \"column\": ")
    try json.string(entry.column)
    try json.raw(", \"main\": ")
    try json.string(entry.main)
    try json.raw(", \"staging\": ")
    try json.string(entry.staging)
    try json.raw(", ")
    try write(entry.acceptance, to: json)
    try json.raw("}")
  }
}
