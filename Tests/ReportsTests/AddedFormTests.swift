import Engines
import Exports
import JSONInput
import Reports
import Schema
@testable import TestSupport
import Testing

/// A form that driftaudit does not know: `{"dummy": "a table", "columns": {"a column": "a type"}}`.
private final class DummyForm: ExportForm {
  static let name = "a table of the dummy engine"
  static let leavesUnknown = ["modes of the dummy engine"]
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard let name = element.value.member("dummy")?.text else { return false }
    let table = collector.table(TableName(table: name))
    guard let list = element.value.member("columns") else {
      collector.countElement()
      collector.fault("a dummy without columns. Its table is left out.", at: element, path: "/dummy")
      collector.suspect(table)
      return true
    }
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      try list.members.map { name, type throws(RecordFault) in
        guard type.isString, let text = type.text else {
          throw RecordFault(message: "column \(name) has no type", path: "/columns/\(name)")
        }
        return Column(name, .scalar(text, parameters: []))
      }
    } contents: { column, ordinal in
      [.column(column, ordinal: ordinal)]
    }
    return true
  }
}

/// A form is one file: all that is needed of one is above.
@Suite("An added form") struct AddedFormTests {
  private static let text = """
    {"dummy": "orders", "columns": {"id": "INT64", "note": "STRING"}}
    {"dummy": "broken", "columns": {"id": 5}}
    {"dummy": "empty"}
    """

  private static func catalog(_ forms: [any ExportForm.Type]) throws -> (catalog: Catalog, name: String) {
    let folder = try TemporaryFolder()
    let path = try folder.write("dummy.ndjson", text)
    return (ExportLoader(threads: 1, forms: forms).load(InputFiles([path]).files), path)
  }

  @Test("Its tables are read, whichever place it has among the forms")
  func reading() throws {
    for forms in [[DummyForm.self] + ExportForms.all, ExportForms.all.dropLast() + [DummyForm.self]] {
      let catalog = try Self.catalog(forms).catalog
      #expect(catalog.tables.map(\.name.table) == ["broken", "empty", "orders"])
      #expect(catalog.tables.map { $0.schema != nil } == [false, false, true])
      let orders = try #require(catalog.schemas.first)
      #expect(orders.columns.map(\.name) == ["id", "note"])
      #expect(orders.columns.map(\.type.text) == ["INT64", "STRING"])
    }
  }

  @Test("What is wrong with its values is reported at the place in the file")
  func messages() throws {
    let (catalog, path) = try Self.catalog([DummyForm.self])
    #expect(
      catalog.problems.map(ProblemText.init) == [
        ProblemText(path, 2, 39, "column id has no type in broken. The table is left out of the audit."),
        ProblemText(path, 3, 11, "a dummy without columns. Its table is left out."),
      ])
  }

  @Test("inspect lists it, and what it leaves unknown")
  func inspection() throws {
    let (catalog, path) = try Self.catalog([DummyForm.self] + ExportForms.all)
    let lines = InspectionText(catalog, problems: catalog.problems).text.split(separator: "\n")
    #expect(lines.first.map(String.init) == "\(path): 3 values: a table of the dummy engine")
    #expect(lines.contains("not told    by a table of the dummy engine: modes of the dummy engine"))
  }

  @Test("Without it the same file holds nothing that is known")
  func control() throws {
    let catalog = try Self.catalog(ExportForms.all.dropLast()).catalog
    #expect(catalog.tables.isEmpty)
    #expect(catalog.problems.count == 2)
    #expect(catalog.problems.allSatisfy { $0.message.hasPrefix("not an export that driftaudit knows") })
  }
}

/// A problem without what these tests do not look at.
private struct ProblemText: Equatable {
  let file: String?
  let line, column: Int?
  let message: String

  init(_ problem: Problem) {
    (file, line, column, message) = (problem.file, problem.line, problem.column, problem.message)
  }

  init(_ file: String, _ line: Int, _ column: Int, _ message: String) {
    (self.file, self.line, self.column, self.message) = (file, line, column, message)
  }
}
