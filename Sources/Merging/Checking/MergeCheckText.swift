import GoogleSQL
import Schema
import Text

/// What a check found, for a person: issues of one kind and the same tables in one line, in the file's order.
struct MergeCheckText {
  let text: String
  private static let mostNames = 100

  /// Issues that are told together.
  private struct Group {
    let kind: MergeIssue.Kind
    let level: MergeIssue.Level
    let detail: String
    var place: SQLPlace
    var subjects: [String]
    var shapes: Set<Int>
  }

  init(
    _ issues: [MergeIssue], of input: MergeInput, file: String, reasons: [String],
    verdict: MergeCheck.Verdict,
    onlyTable: TableName?
  ) {
    let groups = Self.groups(issues, in: input)
    let tables = input.shapes.reduce(0) { $0 + $1.tables.count }
    var lines = [
      "\(file): merges into \(input.main.name.description), \(Count.of(input.main.schema.columns.count, "column")); "
        + "checked with \(Count.of(tables, "staging table")) of \(Count.of(input.shapes.count, "shape"))"
    ]
    lines += reasons.map { "cannot tell: \($0)" }
    let order: [MergeIssue.Level] = [.unknown, .unsafe, .note]
    for level in order {
      for group in groups where group.level == level {
        let place = "\(file):\(group.place.line):\(group.place.column)"
        lines.append("\(place): \(Self.word(level)): \(Self.sentence(group, input))")
      }
    }
    let counted = groups.count { $0.level == .unsafe }
    let unknown = groups.count { $0.level == .unknown } + reasons.count
    lines.append("")
    lines.append(Self.ending(verdict, counted, unknown, tables))
    text = lines.map { SafeText.line($0, limit: 16_384) + "\n" }.joined()
  }

  private static func word(_ level: MergeIssue.Level) -> String {
    switch level {
    case .unknown: "cannot tell"
    case .unsafe: "not safe"
    case .note: "note"
    }
  }

  private static func ending(_ verdict: MergeCheck.Verdict, _ found: Int, _ unknown: Int, _ tables: Int)
    -> String
  {
    switch verdict {
    case .safe:
      "\(verdict.rawValue)  for \(tables == 1 ? "the staging table" : "all \(Count.of(tables, "staging table"))")"
    case .notSafe: "\(verdict.rawValue)  \(Count.of(found, "reason"))"
    case .unknown:
      "\(verdict.rawValue)  \(Count.of(unknown, "thing")) not understood"
        + (found > 0 ? ", and \(Count.of(found, "reason")) why it is not safe" : "")
    }
  }

  // MARK: Groups

  private static func groups(_ issues: [MergeIssue], in input: MergeInput) -> [Group] {
    // First the shapes of each subject, then the subjects of each set of shapes.
    struct Subject: Hashable {
      let kind: MergeIssue.Kind
      let subject: String
      let detail: String
    }
    struct Key: Hashable {
      let kind: MergeIssue.Kind
      let detail: String
      let shapes: Set<Int>
    }
    var shapes: [Subject: Set<Int>] = [:]
    var places: [Subject: SQLPlace] = [:]
    var subjects: [Subject] = []
    for issue in issues {
      let subject = Subject(kind: issue.kind, subject: issue.subject, detail: issue.detail)
      if places[subject] == nil { subjects.append(subject) }
      places[subject] = min(places[subject] ?? issue.place, issue.place)
      if let shape = issue.shape { shapes[subject, default: []].insert(shape) }
    }
    var groups: [Group] = []
    var numbers: [Key: Int] = [:]
    for subject in subjects {
      let key = Key(kind: subject.kind, detail: subject.detail, shapes: shapes[subject] ?? [])
      let place = places[subject] ?? SQLPlace()
      if let number = numbers[key] {
        groups[number].subjects.append(subject.subject)
        groups[number].place = min(groups[number].place, place)
      } else {
        numbers[key] = groups.count
        let level = MergeIssue(kind: key.kind, place: place).level
        groups.append(
          Group(
            kind: key.kind, level: level, detail: key.detail, place: place, subjects: [subject.subject],
            shapes: key.shapes))
      }
    }
    return groups.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(
      \.element)
  }

  // MARK: Words

  private static func sentence(_ group: Group, _ input: MergeInput) -> String {
    let names = list(group.subjects)
    let sentence = MergeIssueWords(
      count: group.subjects.count, names: names, detail: group.detail, tables: tables(group.shapes, input))
    return sentence.text(of: group.kind)
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNames).map { $0.clipped(to: 200) }.joined(separator: ", ")
    return names.count > mostNames ? "\(shown) and \(Count.grouped(names.count - mostNames)) more" : shown
  }

  /// The tables of some shapes: the first of each, and how many there are.
  private static func tables(_ shapes: Set<Int>, _ input: MergeInput) -> String {
    let sorted = shapes.sorted()
    let shown = sorted.prefix(3).map { MergePlanner.name(of: input.shapes[$0]).text }
    if sorted.count > 3 {
      let rest = sorted.dropFirst(3).reduce(0) { $0 + input.shapes[$1].tables.count }
      return shown.joined(separator: ", ")
        + " and \(Count.of(rest, "table")) of \(Count.of(sorted.count - 3, "more shape", plural: "more shapes"))"
    }
    return shown.count < 2
      ? shown.first ?? "" : shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1]
  }
}
