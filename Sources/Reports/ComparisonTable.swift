import Auditing
import Comparison
import Output
import Schema
import Text

/// Main and one staging table side by side, for the one on call.
package struct ComparisonTable {
  /// The text, with a newline at its end.
  package let text: String

  /// The comparison of two tables.
  ///
  /// - Parameters:
  ///   - pair: The tables and what differs.
  ///   - report: What the run came to, for its rules and the last line.
  ///   - showsAll: Whether equal columns are shown too.
  ///   - width: Cells of a line.
  ///   - colour: Whether escape sequences for colour are written.
  package init(
    _ pair: ComparedPair, report: DriftReport, showsAll: Bool = false, width: Int = 80, colour: Bool = false
  ) {
    let (main, staging) = (pair.main, pair.staging)
    let style = TerminalStyle(isColoured: colour)
    let rows = ComparisonRows(pair, rules: report.rules)
    var lines = Self.heading(main, staging, width: width, style)
    let shown = showsAll ? rows.all : rows.all.filter(\.differs)
    if !shown.isEmpty { lines += [""] + Self.table(shown, width: width, style) }
    lines += [""] + Self.summary(rows, width: width)
    let verdict = MergeVerdict(main: main.schema, staging: staging.schema)
    let room = (verdict.lines.map { DisplayWidth.of($0.label) }.max() ?? 0) + 1
    for way in verdict.lines {
      let wrapped = DisplayWidth.wrapped(SafeText.printable(way.text), to: max(width - room, 20))
        .map { SafeText.line($0) }
      for (index, line) in wrapped.enumerated() {
        lines.append(DisplayWidth.padded(index == 0 ? way.label : "", to: room) + line)
      }
    }
    lines += [""] + TextReport.verdict(report, width: width, style)
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func heading(_ main: Table, _ staging: Table, width: Int, _ style: TerminalStyle) -> [String]
  {
    let counts = [main, staging].map { Count.of($0.schema.columns.count, "column") }
    let room = max(width - 9 - 2 - (counts.map(\.count).max() ?? 0), 10)
    let names = [main, staging].map {
      DisplayWidth.clippedInMiddle(SafeText.printable($0.name.description), to: room)
    }
    let widest = names.map(DisplayWidth.of).max() ?? 0
    let wide = counts.map(\.count).max() ?? 0
    return zip(["main", "staging"], zip(names, counts)).map { label, side in
      let count = String(repeating: " ", count: wide - side.1.count) + side.1
      return DisplayWidth.padded(label, to: 9) + style.bold(DisplayWidth.padded(side.0, to: widest)) + "  "
        + count
    }
  }

  private static func table(_ rows: [ComparisonRows.Row], width: Int, _ style: TerminalStyle) -> [String] {
    let cells = rows.map { row in
      [row.position, row.path.isEmpty ? "(empty)" : row.path, row.main, row.stagingOrEqual, row.meaning].map {
        SafeText.line($0, limit: 1000)
      }
    }
    let titles = ["#", "column", "main", "staging", ""]
    var widths = titles.indices.map { index in
      max(DisplayWidth.of(titles[index]), cells.map { DisplayWidth.of($0[index]) }.max() ?? 0)
    }
    // A mark, and two spaces between any two cells; the last cell is never cut, since it says what it means.
    let least = 24
    widths[4] = min(widths[4], max(width - 2 - 2 * 4 - widths[0] - least, 12))
    // It may take two lines before a name is cut.
    let left = width - 2 - 2 * 4 - widths[0] - widths[1] - widths[2] - widths[3]
    widths[4] = max(min(widths[4], left), min(widths[4], 17))
    fit(&widths, into: max(width - 2 - 2 * 4 - widths[0] - widths[4], least))
    func lines(_ mark: String, _ cells: [String]) -> [String] {
      var parts = [DisplayWidth.padded(cells[0], to: widths[0])]
      parts.append(DisplayWidth.padded(DisplayWidth.clippedInMiddle(cells[1], to: widths[1]), to: widths[1]))
      for index in [2, 3] {
        parts.append(
          DisplayWidth.padded(DisplayWidth.clipped(cells[index], to: widths[index]), to: widths[index]))
      }
      let start = "\(mark) " + parts.joined(separator: "  ") + "  "
      let meaning = DisplayWidth.wrapped(cells[4], to: widths[4])
      guard let first = meaning.first else {
        return [String(start.reversed().drop { $0 == " " }.reversed())]
      }
      let indent = String(repeating: " ", count: DisplayWidth.of(start))
      return [start + first] + meaning.dropFirst().map { indent + $0 }
    }
    return lines(" ", titles).map(style.dim)
      + zip(rows, cells).flatMap { row, cells in
        lines(row.mark, cells).map { text in
          switch row.mark {
          case "-": style.red(text)
          case "+": style.green(text)
          case "~": style.yellow(text)
          default: text
          }
        }
      }
  }

  /// Narrows name and types until they fit: long types first, since a name says more, then the widest.
  private static func fit(_ widths: inout [Int], into room: Int) {
    while widths[1] + widths[2] + widths[3] > room {
      let type = widths[2] >= widths[3] ? 2 : 3
      let next = widths[type] > 16 || widths[type] >= widths[1] ? type : 1
      guard widths[next] > 8 else { return }
      widths[next] -= 1
    }
  }

  private static func summary(_ rows: ComparisonRows, width: Int) -> [String] {
    let equal = rows.total - rows.differing
    var line: String
    switch rows.differing {
    case 0:
      line = rows.total == 1 ? "The column is equal." : "All \(Count.of(rows.total, "column")) are equal."
    default:
      line =
        "\(Count.grouped(rows.differing)) of \(Count.of(rows.total, "column")) "
        + (rows.differing == 1 ? "differs" : "differ")
        + ". \(Count.grouped(equal)) \(equal == 1 ? "is" : "are") equal."
    }
    line += rows.sentences.map { " \($0)" }.joined()
    if rows.accepted > 0 { line += " \(Count.of(rows.accepted, "finding")) accepted." }
    if rows.ignored > 0 { line += " \(Count.of(rows.ignored, "difference")) ignored." }
    if rows.off > 0 { line += " \(Count.of(rows.off, "difference")) of rules that are off." }
    return DisplayWidth.wrapped(line, to: width).map { SafeText.line($0) }
  }
}

/// The rows of a comparison: main's columns in their order, columns that main lacks behind, fields below their STRUCT.
struct ComparisonRows {
  /// One column or field.
  struct Row {
    /// `-` missing, `+` extra, `~` changed, a space where equal.
    var mark: String
    /// Main's place, from 1, and staging's where it is another one.
    var position: String
    var path: String
    var main: String
    var staging: String
    var meaning: String
    var differs: Bool { mark != " " }
    /// Staging's side; an equal one is not told twice.
    var stagingOrEqual: String { differs || main != staging ? staging : "=" }
  }

  private(set) var all: [Row] = []
  /// Top-level columns of either side.
  private(set) var total = 0
  /// Top-level columns that differ themselves or in their fields.
  private(set) var differing = 0
  /// What is said of the tables as a whole.
  private(set) var sentences: [String] = []
  /// Findings that the baseline accepts.
  private(set) var accepted = 0
  /// Differences of ignored columns.
  private(set) var ignored = 0
  /// Differences that rules would find which are off.
  private(set) var off = 0
  private let engine: Engine
  private let folding: NameFolding
  private let rules: RuleSet

  init(_ pair: ComparedPair, rules: RuleSet) {
    let (main, staging) = (pair.main.schema, pair.staging.schema)
    self.rules = rules
    engine = main.engine
    folding = main.engine.types.names
    var byPath: [String: [ComparedPair.Difference]] = [:]
    for difference in pair.differences {
      let finding = difference.asFound
      if let column = finding.column { byPath[folding.text(column), default: []].append(difference) }
      if finding.column == nil, let sentence = rules[finding.rule].inComparison(finding) {
        sentences.append(
          "\(sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence) (\(Self.mark(difference))).")
      }
      switch difference.judgement {
      case .counts(_, .accepted): accepted += 1
      case .counts: break
      case .ignored: ignored += 1
      case .off: off += 1
      }
    }
    let places = Dictionary(
      staging.columns.enumerated().map { ($1.foldedName, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(main.columns.map(\.foldedName))
    var top = Set(byPath.keys.map { folding.key(String($0.prefix { $0 != "." })) })
    // Where an export does not tell the order, a place in it says nothing.
    let hasPlaces = main.orderIsKnown && staging.orderIsKnown
    for (index, column) in main.columns.enumerated() {
      let place = places[column.foldedName]
      add(
        column, place.map { staging.columns[$0] }, hasPlaces ? Self.position(index, place) : "", byPath)
    }
    for (index, column) in staging.columns.enumerated() where !known.contains(column.foldedName) {
      add(nil, column, hasPlaces ? Self.position(nil, index) : "", byPath)
    }
    total = main.columns.count + staging.columns.count { !known.contains($0.foldedName) }
    top.formIntersection(known.union(staging.columns.map(\.foldedName)))
    differing = top.count
  }

  private static func position(_ main: Int?, _ staging: Int?) -> String {
    let (one, other) = (main.map { String($0 + 1) } ?? "–", staging.map { String($0 + 1) } ?? "–")
    return one == other ? one : "\(one)/\(other)"
  }

  private mutating func add(
    _ main: Column?, _ staging: Column?, _ position: String, _ findings: [String: [ComparedPair.Difference]]
  ) {
    let name = main?.name ?? staging?.name ?? ""
    all.append(row(name, main, staging, position, findings[folding.text(name)] ?? []))
    let below = findings.keys.filter { $0.hasPrefix(folding.text(name) + ".") }
    for path in below.flatMap({ findings[$0] ?? [] }).map(\.asFound).sorted(by: Self.comesBefore) {
      guard all.last.map({ folding.text($0.path) }) != path.column.map(folding.text) else { continue }
      let own = findings[folding.text(path.column ?? "")] ?? []
      all.append(fieldRow(path, own))
    }
  }

  private static func comesBefore(_ one: Finding, _ other: Finding) -> Bool {
    (one.position ?? .max, one.column ?? "") < (other.position ?? .max, other.column ?? "")
  }

  private func row(
    _ path: String, _ main: Column?, _ staging: Column?, _ position: String,
    _ findings: [ComparedPair.Difference]
  ) -> Row {
    Row(
      mark: Self.mark(findings, hasMain: main != nil, hasStaging: staging != nil), position: position,
      path: path,
      main: Self.text(main.map { ColumnSide($0, in: engine) }),
      staging: Self.text(staging.map { ColumnSide($0, in: engine) }),
      meaning: meaning(findings))
  }

  private func fieldRow(_ finding: Finding, _ findings: [ComparedPair.Difference]) -> Row {
    Row(
      mark: Self.mark(findings, hasMain: finding.main != nil, hasStaging: finding.staging != nil),
      position: "",
      path: finding.column ?? "", main: Self.text(finding.main), staging: Self.text(finding.staging),
      meaning: meaning(findings))
  }

  private static func mark(_ findings: [ComparedPair.Difference], hasMain: Bool, hasStaging: Bool) -> String {
    if findings.isEmpty { return " " }
    return hasMain ? hasStaging ? "~" : "-" : "+"
  }

  private static func text(_ side: ColumnSide?) -> String {
    guard let side else { return "–" }
    return side.mode == .required ? "\(side.type) REQUIRED" : side.type
  }

  /// What differs, and what that counts for: `type changed (error)`, `missing, renamed (warning, accepted)`.
  private func meaning(_ differences: [ComparedPair.Difference]) -> String {
    let words = differences.compactMap { difference in
      rules[difference.asFound.rule].inComparison(difference.asFound).map { ($0, Self.mark(difference)) }
    }
    guard let mark = words.first?.1 else { return "" }
    if words.allSatisfy({ $0.1 == mark }) {
      return words.map(\.0).joined(separator: ", ") + " (\(mark))"
    }
    return words.map { "\($0) (\($1))" }.joined(separator: ", ")
  }

  /// Severity and status, or why a difference does not count.
  private static func mark(_ difference: ComparedPair.Difference) -> String {
    switch difference.judgement {
    case .counts(let severity, .new): severity.rawValue
    case .counts(let severity, let status): "\(severity.rawValue), \(status.name)"
    case .ignored: "ignored"
    case .off: "rule is off"
    }
  }
}
