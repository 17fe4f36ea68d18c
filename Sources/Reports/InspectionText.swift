import Comparison
import Engines
import Exports
import Schema
import Text

/// What exports are taken for, for a person at a terminal.
package struct InspectionText: Sendable {
  /// The text, with a newline at its end.
  package let text: String

  private static let mostFiles = 20
  private static let mostShapes = 10

  /// The description of a catalog.
  ///
  /// - Parameters:
  ///   - skippedFiles: Files of folders that do not look like exports.
  ///   - olderFiles: Files of tables that a newer one of the same folder makes old.
  ///   - problems: All problems, which are told elsewhere and only counted here.
  ///   - showsColumns: Whether each column is shown as it was read.
  package init(
    _ catalog: Catalog, skippedFiles: Int = 0, olderFiles: Int = 0, problems: [Problem] = [],
    showsColumns: Bool = false
  ) {
    var lines = Self.files(catalog.files)
    if skippedFiles > 0 {
      lines.append("\(Count.of(skippedFiles, "other file")) not read: not named like an export")
    }
    if olderFiles > 0 {
      lines.append("\(Count.of(olderFiles, "older file")) of tables not read: newer ones have the schema")
    }
    if !lines.isEmpty { lines.append("") }
    lines += Self.tables(catalog)
    lines += Self.shapes(catalog)
    lines += Self.recognition(catalog)
    lines += Self.unknown(catalog)
    if showsColumns { lines += Self.columns(catalog) }
    let errors = problems.count { $0.severity == .error }
    let warnings = problems.count { $0.severity == .warning }
    lines.append("problems    \(Count.of(errors, "error")), \(Count.of(warnings, "warning"))")
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func files(_ files: [Catalog.FileSummary]) -> [String] {
    var lines: [String] = []
    for file in files.prefix(mostFiles) {
      let name = SafeText.line(file.name)
      let forms = file.forms.map { "\(Count.of($0.elements, "value")): \($0.name)" }
      lines.append(
        "\(name): " + (forms.isEmpty ? "nothing that driftaudit knows" : forms.joined(separator: "; ")))
    }
    if files.count > mostFiles {
      lines.append("… and \(Count.of(files.count - mostFiles, "more file", plural: "more files"))")
    }
    return lines
  }

  private static func tables(_ catalog: Catalog) -> [String] {
    let unreadable = catalog.tables.reduce(0) { $1.schema == nil ? $0 + Int($1.count) : $0 }
    let total = catalog.tableCount
    var line = "tables      \(Count.grouped(total))"
    if unreadable > 0 {
      line += ", \(unreadable == total ? "all" : Count.grouped(unreadable)) of them unreadable"
    }
    if let first = catalog.tables.first, let last = catalog.tables.last {
      let names = catalog.tables.count == 1 ? "\(first.name)" : "\(first.name) … \(last.name)"
      line += ": " + SafeText.printable(names, limit: 300)
    }
    let engines = EngineSet.all.sorted(Set(catalog.schemas.map(\.engine)))
    let columns = catalog.tables.compactMap { $0.schema.map { catalog.schemas[$0].columns.count } }
    guard let least = columns.min(), let most = columns.max() else { return [line] }
    let range = least == most ? Count.grouped(least) : "\(Count.grouped(least)) to \(Count.grouped(most))"
    return [
      line, "engine      \(engines.map(\.name).joined(separator: ", "))", "columns     \(range) a table",
    ]
  }

  private static func shapes(_ catalog: Catalog) -> [String] {
    var tables: [String: Int] = [:]
    var columns: [String: Int] = [:]
    let fingerprints = catalog.schemas.map(ShapeFingerprint.of)
    for (schema, fingerprint) in zip(catalog.schemas, fingerprints) {
      columns[fingerprint] = schema.columns.count
    }
    for table in catalog.tables {
      if let schema = table.schema { tables[fingerprints[schema], default: 0] += Int(table.count) }
    }
    guard !tables.isEmpty else { return [] }
    let sorted = tables.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var lines = ["shapes      \(Count.grouped(sorted.count))"]
    for (fingerprint, count) in sorted.prefix(mostShapes) {
      let own = Count.of(columns[fingerprint] ?? 0, "column")
      lines.append("            \(fingerprint)  \(own), \(Count.of(count, "table"))")
    }
    if sorted.count > mostShapes {
      lines.append("            … and \(Count.grouped(sorted.count - mostShapes)) more")
    }
    return lines
  }

  /// What shows of which form values are.
  private static func recognition(_ catalog: Catalog) -> [String] {
    var seen: Set<String> = []
    let forms = catalog.files.flatMap(\.forms).filter {
      !$0.recognisedBy.isEmpty && seen.insert($0.name).inserted
    }
    return forms.map { "recognised  \($0.name), by \($0.recognisedBy)" }
  }

  /// The columns of each schema as they were read, with the tables that have it.
  private static func columns(_ catalog: Catalog) -> [String] {
    var tables: [Int: (first: TableName, count: Int)] = [:]
    for table in catalog.tables {
      guard let schema = table.schema else { continue }
      tables[schema] = (tables[schema]?.first ?? table.name, (tables[schema]?.count ?? 0) + Int(table.count))
    }
    var lines: [String] = []
    for (schema, found) in tables.sorted(by: { $0.value.first < $1.value.first }) {
      let more = found.count > 1 ? " and \(Count.of(found.count - 1, "other table"))" : ""
      let own = catalog.schemas[schema]
      lines.append(
        "columns of \(SafeText.printable(found.first.description, limit: 200))\(more), \(own.engine.name)")
      for column in own.columns {
        let mode = own.engine.modeWord(column.mode).map { " \($0)" } ?? ""
        let expression = column.attributes.defaultExpression.value.map { " DEFAULT \($0)" } ?? ""
        lines.append(
          "            "
            + SafeText.printable(
              "\(column.name) \(own.engine.types.text(column.type))\(mode)\(expression)", limit: 400))
      }
    }
    return lines
  }

  private static func unknown(_ catalog: Catalog) -> [String] {
    var seen: Set<String> = []
    let forms = catalog.files.flatMap(\.forms).filter {
      seen.insert($0.name).inserted && !$0.leavesUnknown.isEmpty
    }
    return forms.map { "not told    by \($0.name): \($0.leavesUnknown.joined(separator: ", "))" }
  }
}

extension Engine {
  /// What the engine calls a mode; nil for what goes without saying.
  fileprivate func modeWord(_ mode: Mode?) -> String? {
    switch mode {
    case .required: self == .bigQuery ? "REQUIRED" : "NOT NULL"
    case .repeated, .nullable, nil: nil
    }
  }
}
