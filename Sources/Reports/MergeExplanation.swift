import Comparison
import Engines
import Merging
import Schema
import Settings
import Text

/// What becomes of rows, finding by finding: by `INSERT ROW`, by `SELECT *`, and by the statement that `merge` writes.
package struct MergeExplanation: Sendable {
  /// The explanation, with a newline at its end.
  package let text: String

  /// Why there is nothing to explain.
  package struct Unknown: Error, Hashable, Sendable {
    /// What to tell the user.
    package let problem: Problem
  }

  /// Explains the findings of an audit.
  ///
  /// - Parameters:
  ///   - names: Ids of findings, rules or column paths; empty for all findings.
  ///   - width: Cells of a line.
  /// - Throws: `Unknown` for a name that no finding has.
  package init(_ audit: ComparedAudit, only names: [String] = [], width: Int = 80) throws(Unknown) {
    for name in names where !audit.findings.contains(where: { Self.isNamed($0, name) }) {
      throw Unknown(problem: Problem(.error, Self.noFinding(name, among: audit.findings)))
    }
    var chosen = audit
    if !names.isEmpty {
      let kept = audit.findings.indices.filter { index in
        names.contains { Self.isNamed(audit.findings[index], $0) }
      }
      let numbers = Dictionary(uniqueKeysWithValues: zip(kept, kept.indices))
      chosen.findings = kept.map { audit.findings[$0] }
      chosen.findingsByVariant = audit.findingsByVariant.map { $0.compactMap { numbers[$0] } }
    }
    let columns = Count.of(audit.main.schema.columns.count, "column")
    var lines = ["\(SafeText.line(audit.main.name.table, limit: 200))   \(columns)", ""]
    let groups = FindingGroups(chosen)
    let layout = Layout(audit: audit, width: max(width, 40))
    // Rows of tables whose drift is ignored meet the same statements.
    let drifting = names.isEmpty ? audit.driftingShapes : []
    let shapes = Set(chosen.findings.flatMap(\.shapes) + drifting).sorted()
    lines += layout.wholeRows(shapes)
    var merge = GeneratedMerge(audit)
    for group in groups.all { lines += [""] + layout.lines(of: group, groups, &merge) }
    if groups.all.isEmpty {
      lines +=
        drifting.isEmpty
        ? ["No drift: every way of merging takes the rows as they are."]
        : [""]
          + DisplayWidth.wrapped(
            "No finding: the configuration ignores the columns that differ, or turns off their rules.",
            to: max(width, 40))
    }
    text = lines.map { SafeText.line($0, limit: 16_384) + "\n" }.joined()
  }

  private static func isNamed(_ finding: Finding, _ name: String) -> Bool {
    finding.id == name || finding.rule.rawValue == name || finding.column?.lowercased() == name.lowercased()
  }

  private static func noFinding(_ name: String, among findings: [Finding]) -> String {
    let known = findings.compactMap(\.column) + Set(findings.map(\.rule.rawValue)).sorted()
    let nearest =
      NearestName.find(name.clipped(to: 400), among: known).map { " (nearest: \($0.clipped()))" } ?? ""
    return "no finding has the id, the rule or the column '\(name.clipped())'\(nearest)."
  }
}

/// The lines of an explanation.
private struct Layout {
  let audit: ComparedAudit
  let width: Int

  private static let mostShapes = 5
  private static let label = 18

  private var main: TableSchema { audit.main.schema }

  /// Whether `SELECT *` is a way of merging, and the order of all columns told.
  private func isByPosition(_ shape: Int) -> Bool {
    let staging = audit.schemas[shape]
    return !main.engine.types.loading.isReader && main.isComplete && staging.isComplete
      && staging.sampledRecords == nil
  }

  /// What the ways that go by position do with rows of each shape, whichever finding is looked at.
  func wholeRows(_ shapes: [Int]) -> [String] {
    var blocks: [(lines: [String], shapes: [Int])] = []
    for shape in shapes {
      let staging = audit.schemas[shape]
      let verdict = MergeVerdict(main: main, staging: staging)
      var lines = way(verdict.lines[0].label, verdict.lines[0].text)
      if isByPosition(shape) { lines += way("SELECT *", MergeLanding(main: main, staging: staging).text) }
      if let known = blocks.firstIndex(where: { $0.lines == lines }) {
        blocks[known].shapes.append(shape)
      } else {
        blocks.append((lines, [shape]))
      }
    }
    var lines: [String] = []
    for (number, block) in blocks.prefix(Self.mostShapes).enumerated() {
      if number > 0 { lines.append("") }
      lines += DisplayWidth.wrapped(heading(block.shapes), to: width) + block.lines
    }
    if blocks.count > Self.mostShapes {
      lines += ["", "… and \(Count.of(blocks.count - Self.mostShapes, "more kind")) of shapes"]
    }
    return lines
  }

  /// `s1, s2: 3 tables, such as …`
  private func heading(_ shapes: [Int]) -> String {
    let tables = Count.of(shapes.reduce(0) { $0 + audit.shapes[$1].tableCount }, "table")
    let example = shapes.first.map { SafeText.printable(audit.shapes[$0].example, limit: 200) } ?? ""
    let columns = Set(shapes.map { audit.shapes[$0].columns }).sorted().map(Count.grouped).joined(
      separator: " or ")
    return "\(ids(shapes)): \(tables) of \(columns) columns, such as \(example)"
  }

  private func ids(_ shapes: [Int]) -> String {
    let shown = shapes.prefix(Self.mostShapes).map { audit.shapes[$0].id }.joined(separator: ", ")
    return shapes.count > Self.mostShapes ? "\(shown), …" : shown
  }

  /// A group of findings that share their fate.
  func lines(of group: FindingGroup, _ groups: FindingGroups, _ merge: inout GeneratedMerge) -> [String] {
    let sentence = groups.sentence(group) { "family \(SafeText.printable($0, limit: 60))" }
    var lines = DisplayWidth.wrapped("\(group.rule): \(sentence)", to: width)
    let paths = group.findings.compactMap(\.column)
    if !paths.isEmpty {
      lines += DisplayWidth.wrapped(ScriptComment.list(paths), to: width - 2).map { "  " + $0 }
    }
    let shapes = Set(group.findings.flatMap(\.shapes)).sorted()
    // A field goes with the column that it is in, whose name may have dots of its own.
    let columns = main.columns + shapes.flatMap { audit.schemas[$0].columns }
    let folding = main.engine.types.names
    let names = Set(
      columns.filter { column in paths.contains { folding.isPath($0, of: column.name) } }.map(\.foldedName))
    let byPosition = shapes.filter(isByPosition)
    if !names.isEmpty, !byPosition.isEmpty {
      lines += way(
        "SELECT *",
        folded(byPosition.map { ($0, MergeLanding(main: main, staging: audit.schemas[$0]).text(of: names)) }))
    }
    return lines + way("driftaudit merge", folded(shapes.map { ($0, merge.text(for: names, shape: $0)) }))
  }

  /// One text where all shapes have it, else each with its shapes.
  private func folded(_ told: [(shape: Int, text: String)]) -> String {
    var texts: [(text: String, shapes: [Int])] = []
    for (shape, text) in told {
      if let known = texts.firstIndex(where: { $0.text == text }) {
        texts[known].shapes.append(shape)
      } else {
        texts.append((text, [shape]))
      }
    }
    if texts.count == 1 { return texts[0].text }
    var parts = texts.prefix(Self.mostShapes).map { "\(ids($0.shapes)): \($0.text)" }
    if texts.count > Self.mostShapes {
      parts.append("… and \(Count.grouped(texts.count - Self.mostShapes)) more ways.")
    }
    return parts.joined(separator: "\n")
  }

  /// A way of merging, and what it does.
  private func way(_ label: String, _ text: String) -> [String] {
    let lines = text.split(separator: "\n").flatMap {
      DisplayWidth.wrapped(SafeText.printable(String($0), limit: 8192), to: width - Self.label - 2)
    }
    return lines.enumerated().map { number, line in
      "  " + DisplayWidth.padded(number == 0 ? label : "", to: Self.label) + line
    }
  }
}

/// What the statement that `merge` writes does with the columns of findings.
private struct GeneratedMerge {
  private var planner: MergePlanner
  private let shapes: [MergePlan.Shape]
  /// Why there is no statement, whatever is asked of it.
  private let refusal: String?

  init(_ audit: ComparedAudit) {
    let dialect = audit.main.schema.engine.sqlDialect ?? BigQueryDialect()
    var planner = MergePlanner(MergeInput(audit), MergeSettings(), dialect: dialect)
    planner.checkTables()
    refusal = planner.reasons.first?.text
    self.planner = planner
    shapes = planner.shapes()
  }

  /// What becomes of columns in rows of tables of a shape.
  ///
  /// - Parameter names: Columns of main or staging, by the names by which they are matched.
  mutating func text(for names: Set<String>, shape index: Int) -> String {
    if let refusal { return "refuses: \(refusal)" }
    let shape = shapes[index]
    var sources: [(column: Column, source: MergePlan.Source)] = []
    let told = planner.reasons.count
    for column in planner.input.main.schema.columns where names.contains(column.foldedName) {
      let known = planner.reasons.count
      let source = planner.source(of: column, in: shape, fill: nil, isKey: false)
      if planner.reasons.count == known { sources.append((column, source)) }
    }
    let refused = planner.reasons[told...].map { "refuses, since \($0.text.dropLast())" }
    let folding = planner.input.main.schema.engine.types.names
    let fates = MergeFates(
      sources, extra: shape.extra.filter { names.contains(folding.key($0)) }, in: shape.schema)
    let isAll = fates.columns.count == 1 && fates.values.isEmpty && refused.isEmpty
    let columns = fates.columns.map { isAll ? $0.text : "\($0.text): \(ScriptComment.list($0.names))" }
    let parts = refused + columns + fates.values
    return parts.isEmpty
      ? "names each column, so that the values go where they belong, as they are."
      : parts.joined(separator: "; ") + "."
  }
}
