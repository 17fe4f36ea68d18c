import Engines
import Exports
import JSONInput
import Platform
import Schema

/// A form in which schemas are exported, beside those that driftaudit reads. Pass yours to ``Audit/forms``.
///
/// Files are read as JSON texts, or as the elements of one array, each a value; of every value the forms are asked in turn.
/// An instance belongs to one thread.
public protocol ExportForm: SendableMetatype {
  /// What the form is called in messages: `rows of INFORMATION_SCHEMA.COLUMNS`.
  static var name: String { get }
  /// What schemas of this form leave unknown, for messages: `whether columns may be NULL`.
  static var leavesUnknown: [String] { get }

  init()

  /// The tables that one value holds, each whole.
  ///
  /// - Returns: nil where the value is of another form: recognise yours by keys that no other form has.
  /// - Throws: ``ExportError`` where the value is of this form and cannot be read.
  func tables(in value: JSON) throws(ExportError) -> [Table]?
}

/// Why a value of a form cannot be read. It becomes a problem of the audit with the value's file, line and column.
public struct ExportError: Error, Sendable, Hashable {
  /// What is wrong, as a plain sentence.
  public let message: String

  /// An error.
  public init(_ message: String) { self.message = message }
}

/// A form from outside, as the program reads it.
final class AddedForm<Form: ExportForm>: Exports.ExportForm {
  static var name: String { Form.name }
  static var leavesUnknown: [String] { Form.leavesUnknown }
  static var combination: ExportCombination { .whole }

  private let form: Form

  init() { form = Form() }

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    do throws(ExportError) {
      guard let tables = try form.tables(in: JSON(JSONTree(element.value))) else { return false }
      if tables.isEmpty { collector.countElement() }
      for table in tables { add(table, of: element, to: collector) }
    } catch {
      collector.countElement()
      collector.fault(error.message, at: element)
    }
    return true
  }

  private func add(_ table: Table, of element: ExportElement, to collector: SchemaCollector) {
    let number = collector.table(TableName(dotted: table.name))
    let engine = table.engine.inner
    let records = table.columns.enumerated().map { index, column in
      collector.beginRecord()
      collector.append(index + 1)
      for text in [
        engine.rawValue, column.name, column.type, column.mode?.rawValue, column.defaultExpression,
        column.description,
      ] as [String?] { collector.append(text) }
      return collector.record(of: number, in: element) { () throws(RecordFault) in
        do throws(TypeTextError) {
          return [.engine(engine), .column(try column.inner(in: engine), ordinal: index + 1)]
        } catch {
          throw RecordFault(typeError: error, text: column.type, column: column.name, path: "")
        }
      }
    }
    collector.addWhole(records, to: [number], at: element)
  }
}

extension ExportForm {
  /// The form as the program reads it.
  static var inner: any Exports.ExportForm.Type { AddedForm<Self>.self }
}

extension Catalog {
  /// How exports are read, with these forms before the program's.
  static func loader(_ forms: [any ExportForm.Type]) -> ExportLoader {
    ExportLoader(threads: min(CurrentProcess.processors, 8), forms: forms.map { $0.inner } + ExportForms.all)
  }
}

extension TableName {
  /// A name from its parts with dots between them; what stands before the last two is the project.
  init(dotted name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let project = parts.dropLast(2).joined(separator: ".")
    self.init(
      project: project.isEmpty ? nil : project, dataset: parts.dropLast().last, table: parts.last ?? name)
  }
}

extension Column {
  /// The column as the program compares it.
  func inner(in engine: Schema.Engine) throws(TypeTextError) -> Schema.Column {
    var attributes = Schema.Column.Attributes()
    if let defaultExpression { attributes.defaultExpression = .present(defaultExpression) }
    if let description { attributes.description = .present(description) }
    return Schema.Column(
      name, try engine.types.type(type), mode: mode?.inner, attributes: attributes, in: engine)
  }
}
