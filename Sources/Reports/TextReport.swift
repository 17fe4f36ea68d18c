import Auditing
import Comparison
import Output
import Schema
import Text

/// The summary that `audit` prints: a screenful at most, worst first, the rest counted.
package struct TextReport: ReportFormat {
  /// `text`.
  package let name = "text"
  /// The name of a file that a report in this format goes into.
  package let defaultFileName = "drift.txt"

  private let width: Int
  private let style: TerminalStyle
  private let reportPaths: [String]
  private let readBytes: Int?
  private let seconds: Double?

  /// About as many lines as a terminal shows at once.
  private static let mostLines = 34
  /// Lines of column names that one kind of drift may take.
  private static let mostColumnLines = 6

  /// A summary.
  ///
  /// - Parameters:
  ///   - width: Cells of a line.
  ///   - colour: Whether escape sequences for colour are written.
  ///   - reportPaths: The other reports of the run, to be pointed at.
  ///   - readBytes: Bytes that were read, with `seconds` for the last line.
  ///   - seconds: How long the run took; nil where it is not told, so that equal runs print equal text.
  package init(
    width: Int = 80, colour: Bool = false, reportPaths: [String] = [], readBytes: Int? = nil,
    seconds: Double? = nil
  ) {
    self.width = max(width, 40)
    style = TerminalStyle(isColoured: colour)
    self.reportPaths = reportPaths
    self.readBytes = readBytes
    self.seconds = seconds
  }

  /// Writes the summary.
  package func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    var lines: [String] = []
    var leftOut = 0
    for audit in report.audits {
      if lines.count >= Self.mostLines {
        leftOut += 1
      } else {
        lines += self.lines(of: audit, room: Self.mostLines - lines.count)
      }
    }
    if leftOut > 0 { lines += ["… and \(Count.of(leftOut, "more audit", plural: "more audits"))", ""] }
    lines += ending(report)
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  // MARK: Audits

  private func lines(of audit: ComparedAudit, room: Int) -> [String] {
    let columns = Count.of(audit.main.schema.columns.count, "column")
    let name = DisplayWidth.clippedInMiddle(
      SafeText.line(audit.main.name.table), to: width - DisplayWidth.of(columns) - 3)
    let drifting = audit.driftingVariants
    let drifted = audit.tables.tableCount { $0.variant.map { drifting[$0] } ?? false }
    let unreadable = audit.tables.tableCount { $0.variant == nil }
    var counts = [Count.of(audit.tables.tableCount, "staging table"), Count.of(audit.shapes.count, "shape")]
    if !audit.batches.isEmpty { counts.append(Count.of(audit.batches.count, "batch", plural: "batches")) }
    if let created = audit.created {
      let days = [created.first.day, created.last.day]
      counts.append("created " + (days[0] == days[1] ? days[0] : days.joined(separator: " to ")))
    } else if let first = audit.batches.first, let last = audit.batches.last {
      let names = [first.name, last.name].map { SafeText.printable($0, limit: 60) }
      counts.append(first == last ? names[0] : names.joined(separator: " to "))
    }
    if drifted > 0, drifted < audit.tables.tableCount { counts.append("\(Count.grouped(drifted)) drifting") }
    if unreadable > 0 { counts.append("\(Count.grouped(unreadable)) unreadable") }
    var lines = ["\(style.bold(name))   \(columns)", ""]
    lines.insert(
      contentsOf: Self.wrapped(counts.joined(separator: ", "), to: width - 2).map { "  " + $0 }, at: 1
    )
    let groups = FindingGroups(audit)
    let counted = groups.groups(.new) + groups.groups(.expired)
    let shown = [Severity.error, .warning, .note].flatMap { severity in
      counted.filter { $0.severity == severity }
    }
    var told: Set<String> = []
    var rest = 0
    for (index, group) in shown.enumerated() {
      let block = self.lines(of: group, in: groups, tellsConsequence: !told.contains(group.consequence))
      if index > 0, lines.count + block.count > room {
        rest += group.findings.count
      } else {
        lines += block + [""]
        told.insert(group.consequence)
      }
    }
    if rest > 0 { lines += ["  " + left(Count.of(rest, "more finding"), within: width - 2), ""] }
    return lines
  }

  private func lines(of group: FindingGroup, in groups: FindingGroups, tellsConsequence: Bool) -> [String] {
    let indent = String(repeating: " ", count: 11)
    let severity = DisplayWidth.padded(group.severity.rawValue, to: 7)
    let sentence = groups.sentence(group) { "family \(SafeText.printable($0, limit: 60))" }
    let expired = group.status == .expired ? " (accepted once, expired)" : ""
    let rule = group.rule.rawValue
    // The rule counts as part of the first line, so that it is wrapped with a word of its length in front.
    let head = Self.wrapped(
      String(repeating: "-", count: rule.count + 1) + " \(sentence)\(expired)", to: width - 11)
    let first = rule + "  " + (head.first?.dropFirst(rule.count + 2) ?? "")
    var lines = ["  \(style.severity(severity, group.severity))  \(first)"]
    lines += head.dropFirst().map { indent + $0 }
    lines += columnLines(group).map { indent + $0 }
    if tellsConsequence {
      lines += Self.wrapped(group.consequence, to: width - 11).map { indent + style.dim($0) }
    }
    if let hint = group.findings.compactMap(\.hintText).first, group.findings.count == 1 {
      lines += Self.wrapped(SafeText.printable(hint, limit: 300), to: width - 11).map {
        indent + $0
      }
    }
    return lines
  }

  /// Names with their types, in two columns where they fit.
  private func columnLines(_ group: FindingGroup) -> [String] {
    let cells = group.findings.compactMap { finding -> (name: String, type: String)? in
      guard let column = finding.column else { return nil }
      let sides = finding.sides
      let type =
        finding.main == nil
        ? sides.staging
        : finding.staging == nil || sides.main == sides.staging
          ? sides.main : "\(sides.main) → \(sides.staging)"
      return (
        column.isEmpty ? "(empty)" : SafeText.line(column, limit: 400),
        SafeText.printable(type, limit: 400)
      )
    }
    guard !cells.isEmpty else { return [] }
    let room = width - 11
    let widestType = cells.map { DisplayWidth.of($0.type) }.max() ?? 0
    let nameWidth = min(cells.map { DisplayWidth.of($0.name) }.max() ?? 0, 36, room - 2 - min(widestType, 8))
    let typeWidth = min(widestType, room - nameWidth - 2)
    let perLine = 2 * (nameWidth + typeWidth + 2) + 3 <= room ? 2 : 1
    let texts = cells.map { cell in
      let name = DisplayWidth.padded(DisplayWidth.clippedInMiddle(cell.name, to: nameWidth), to: nameWidth)
      return name + "  " + DisplayWidth.padded(DisplayWidth.clipped(cell.type, to: typeWidth), to: typeWidth)
    }
    var rows = (texts.count + perLine - 1) / perLine
    var shown = texts.count
    let most = perLine == 1 ? Self.mostColumnLines + 2 : Self.mostColumnLines
    if rows > most {
      rows = most
      shown = rows * perLine - 1
    }
    // Down the first column, then down the second.
    return (0..<rows).map { row in
      var line: [String] = []
      for column in 0..<perLine {
        let index = column * rows + row
        if index < shown {
          line.append(texts[index])
        } else if index == rows * perLine - 1, shown < texts.count {
          line.append(
            left("\(Count.grouped(texts.count - shown)) more", within: perLine == 1 ? room : room / 2 - 2))
        }
      }
      return String(line.joined(separator: "   ").reversed().drop { $0 == " " }.reversed())
    }
  }

  /// What is not shown, and where it is as far as there is room for that.
  private func left(_ rest: String, within room: Int) -> String {
    guard let path = reportPaths.first(where: { $0.hasSuffix(".md") }) ?? reportPaths.first else {
      return "… \(rest)"
    }
    let text = "… \(rest): \(SafeText.printable(path, limit: 200))"
    return DisplayWidth.of(text) <= room ? text : "… \(rest)"
  }

  /// Lines of at most `width` cells, none of which a CI system takes for a command.
  private static func wrapped(_ text: String, to width: Int) -> [String] {
    DisplayWidth.wrapped(text, to: width).map { SafeText.line($0) }
  }

  // MARK: Ending

  /// `FAIL  14 new findings: …`, on as many lines as it takes.
  static func verdict(_ report: DriftReport, width: Int, _ style: TerminalStyle) -> [String] {
    let verdict = report.verdict.rawValue.uppercased()
    let told = wrapped(VerdictText.line(report), to: width - verdict.count - 2)
    let indent = String(repeating: " ", count: verdict.count + 2)
    var lines = told.map { indent + $0 }
    lines[0] =
      (report.verdict == .pass ? style.green(verdict) : style.red(verdict)) + "  " + (told.first ?? "")
    return lines
  }

  private func ending(_ report: DriftReport) -> [String] {
    var lines = Self.verdict(report, width: width, style)
    if let timing {
      let word = report.verdict.rawValue
      let indent = String(repeating: " ", count: word.count + 2)
      let used = word.count + 2 + DisplayWidth.of(VerdictText.line(report))
      let gap = lines.count == 1 ? min(10, width - used - timing.count) : 0
      if gap >= 2 {
        lines[0] += String(repeating: " ", count: gap) + style.dim(timing)
      } else {
        lines.append(indent + style.dim(timing))
      }
    }
    let paths = reportPaths.map { SafeText.line($0, limit: 200) }
    let joined = "  " + paths.joined(separator: "  ")
    if !paths.isEmpty { lines += DisplayWidth.of(joined) <= width ? [joined] : paths.map { "  " + $0 } }
    let commands = NextCommands(report)
    if let first = report.audits.flatMap(\.findings).filter({ $0.status.counts }).max(by: {
      $0.severity < $1.severity
    }) {
      if let accept = commands.accept(rule: first.rule) { lines.append("  accept:   \(accept)") }
      lines.append("  explain:  \(NextCommands.explain(first.rule))")
      lines += report.audits.compactMap { commands.statements(for: $0)?.merge }.prefix(3).map {
        "  merge:    \($0)"
      }
    }
    return lines
  }

  private var timing: String? {
    guard let readBytes, let seconds else { return nil }
    let hundredths = Int((seconds * 100).rounded())
    let time = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    return "read \(ByteText.of(readBytes)) in \(time)"
  }
}

/// A run's outcome in one line.
enum VerdictText {
  /// `14 new findings: 0 errors, 14 warnings, 0 notes; 3 accepted`.
  static func line(_ report: DriftReport) -> String {
    let counted = report.audits.flatMap(\.findings).filter(\.status.counts)
    let summary = report.summary
    var text = ""
    let errors = report.problems.count { $0.severity == .error }
    if errors > 0 { text += "not audited in full: \(Count.of(errors, "problem")); " }
    switch (summary.new, summary.expired) {
    case (0, 0): text += "no new findings"
    case (_, 0): text += Count.of(summary.new, "new finding")
    case (0, _): text += Count.of(summary.expired, "expired finding")
    default: text += "\(Count.grouped(summary.new)) new and \(Count.of(summary.expired, "expired finding"))"
    }
    if !counted.isEmpty {
      let counts = [Severity.error, .warning, .note].map { severity in
        Count.of(counted.count { $0.severity == severity }, severity.rawValue)
      }
      text += ": " + counts.joined(separator: ", ")
    }
    if summary.accepted > 0 { text += "; \(Count.grouped(summary.accepted)) accepted" }
    if let stale = report.baseline?.stale.count, stale > 0 {
      text += "; \(Count.of(stale, "stale baseline entry", plural: "stale baseline entries"))"
    }
    return text
  }
}
