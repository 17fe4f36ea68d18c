import Comparison
import Schema

/// Which columns drift where: a row for each column path that has a finding, in main's order, and a column for each
/// shape or each batch.
struct DriftMatrix {
  /// What the columns of the matrix are.
  enum Axis {
    case shapes, batches
  }

  /// One column of the matrix.
  struct Heading: Hashable {
    var name: String
    /// Staging tables of it that could be read.
    var tables: Int
  }

  /// What the tables of one shape or batch show of one column path.
  struct Cell: Hashable {
    /// The worst finding there: index into the audit's findings.
    var finding: Int
    /// How many tables there show this finding.
    var tables: Int
    /// How many tables there show any finding of the path.
    var drifting: Int
  }

  /// One column path.
  struct Row {
    /// nil for what concerns no single column.
    var column: String?
    /// The worst finding of the path: index into the audit's findings.
    var worst: Int
    /// A cell for each heading; nil where nothing was found.
    var cells: [Cell?]
  }

  let headings: [Heading]
  let rows: [Row]
  /// Shapes or batches without a place in the matrix.
  let headingsLeftOut: Int
  /// Column paths with findings, but without a place in the matrix: the least severe and least widespread.
  let rowsLeftOut: Int
  /// Top-level columns of main without any finding at them or below.
  let cleanColumns: Int

  /// More columns than this nobody reads at once.
  static let mostHeadings = 60

  /// - Parameter cells: The most cells that the matrix may have.
  init(_ audit: ComparedAudit, by axis: Axis, cells: Int = .max) {
    let shown = Self.shown(audit, axis)
    headings = shown.map { index in
      switch axis {
      case .shapes: Heading(name: audit.shapes[index].id, tables: audit.shapes[index].tableCount)
      case .batches:
        Heading(
          name: audit.batches[index].name,
          tables: audit.batches[index].tableCount - audit.batches[index].unreadableTables)
      }
    }
    headingsLeftOut = (axis == .shapes ? audit.shapes.count : audit.batches.count) - shown.count

    let paths = Self.paths(audit.findings)
    let most = shown.isEmpty ? 0 : cells / shown.count
    let chosen = Self.chosen(paths, most: most, findings: audit.findings)
    rowsLeftOut = paths.count - chosen.count

    var variantsOf = [[Int]](repeating: [], count: audit.findings.count)
    for (variant, numbers) in audit.findingsByVariant.enumerated() {
      for number in numbers { variantsOf[number].append(variant) }
    }
    let places = Self.places(audit, axis, shown: shown)
    rows = chosen.map { path in
      Row(
        column: path.column, worst: path.findings[0],
        cells: Self.cells(path.findings, variantsOf: variantsOf, places: places, count: shown.count))
    }
    let names = audit.main.schema.engine.types.names
    let drifting = Set(paths.compactMap { $0.column.map { Self.topLevel($0, names) } })
    cleanColumns = audit.main.schema.columns.count { !drifting.contains($0.foldedName) }
  }

  /// The shapes with the most tables, which come first; of batches the latest, which come last.
  private static func shown(_ audit: ComparedAudit, _ axis: Axis) -> Range<Int> {
    switch axis {
    case .shapes: 0..<min(audit.shapes.count, mostHeadings)
    case .batches: max(audit.batches.count - mostHeadings, 0)..<audit.batches.count
    }
  }

  private struct Path {
    var column: String?
    /// Worst first.
    var findings: [Int]
  }

  private static func paths(_ findings: [Finding]) -> [Path] {
    var paths: [Path] = []
    var numbers: [String?: Int] = [:]
    for (index, finding) in findings.enumerated() {
      if let number = numbers[finding.column] {
        paths[number].findings.append(index)
      } else {
        numbers[finding.column] = paths.count
        paths.append(Path(column: finding.column, findings: [index]))
      }
    }
    for index in paths.indices where paths[index].findings.count > 1 {
      paths[index].findings.sort { precedes(findings[$0], findings[$1]) ?? ($0 < $1) }
    }
    return paths
  }

  /// New and expired before accepted, then by severity and by number of tables; nil where both weigh the same.
  private static func precedes(_ one: Finding, _ other: Finding) -> Bool? {
    if one.status.counts != other.status.counts { return one.status.counts }
    if one.severity != other.severity { return one.severity > other.severity }
    return one.tableCount == other.tableCount ? nil : one.tableCount > other.tableCount
  }

  private static func chosen(_ paths: [Path], most: Int, findings: [Finding]) -> [Path] {
    guard paths.count > most else { return paths }
    let byWeight = paths.indices.sorted { left, right in
      precedes(findings[paths[left].findings[0]], findings[paths[right].findings[0]]) ?? (left < right)
    }
    return byWeight.prefix(most).sorted().map { paths[$0] }
  }

  /// For each variant, the headings under which its tables stand, with their number.
  private static func places(_ audit: ComparedAudit, _ axis: Axis, shown: Range<Int>) -> [[Int: Int]] {
    var places = [[Int: Int]](repeating: [:], count: audit.findingsByVariant.count)
    for table in audit.tables {
      guard let variant = table.variant, let index = axis == .shapes ? table.shape : table.batch,
        shown.contains(index)
      else { continue }
      places[variant][index - shown.lowerBound, default: 0] += Int(table.count)
    }
    return places
  }

  private static func cells(_ findings: [Int], variantsOf: [[Int]], places: [[Int: Int]], count: Int)
    -> [Cell?]
  {
    var cells = [Cell?](repeating: nil, count: count)
    var seen: Set<Int> = []
    // Worst first: the finding that comes first stays.
    for finding in findings {
      for variant in variantsOf[finding] {
        let isNew = seen.insert(variant).inserted
        for (place, tables) in places[variant] {
          var cell = cells[place] ?? Cell(finding: finding, tables: 0, drifting: 0)
          if cell.finding == finding { cell.tables += tables }
          if isNew { cell.drifting += tables }
          cells[place] = cell
        }
      }
    }
    return cells
  }

  private static func topLevel(_ path: String, _ names: NameFolding) -> String {
    names.key(String(path.prefix { $0 != "." }))
  }
}
