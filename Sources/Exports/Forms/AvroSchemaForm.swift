import Engines
import JSONInput
import Schema
import Text

/// An Avro schema in a file of its own: a record is one table, named after its file; an ENUM or a FIXED is a type that
/// records of all inputs may name.
///
/// Source: Apache Avro 1.12 specification, "Schema Declaration" and "Logical Types". A union with null is NULLABLE; other
/// unions are a type of their own.
final class AvroSchemaForm: ExportForm {
  static let name = "an Avro schema"
  static let leavesUnknown = ["the table's name (the file's is taken)", "partitioning and clustering"]
  static let recognisedBy = "type record with a list of fields and no mode"
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard element.window.content == .texts, let kind = AvroKind(element.value) else { return false }
    AvroTable.read(element.value, kind, into: collector, at: element)
    return true
  }
}

/// Avro schemas in an array: the last record is the table, the types before it are those that it names.
final class AvroSchemasForm: ExportForm {
  static let name = "an array of Avro schemas"
  static let recognisedBy = "named types of Avro: an enum, a fixed, or a list of them with records"
  static let leavesUnknown = AvroSchemaForm.leavesUnknown
  static let combination = ExportCombination.log

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard element.window.content == .elements else { return false }
    // A union of null and a record: rows that may be null.
    if element.value.isString, element.value.equals("null") {
      collector.countElement()
      return true
    }
    guard let kind = AvroKind(element.value),
      kind != .record || AvroKind.hasAvroFields(element.value.member("fields"))
    else { return false }
    AvroTable.read(element.value, kind, into: collector, at: element)
    return true
  }
}

/// Which of Avro's named types a schema is.
enum AvroKind {
  case record, definition

  /// Nil for what is none.
  init?(_ value: JSONValue) {
    guard value.isObject, let type = value.member("type"), type.isString,
      value.member("name")?.isString ?? false
    else { return nil }
    switch type.text {
    // A field of BigQuery's may be written in small letters too, among others of its list, and has a mode.
    case "record" where value.member("fields")?.isArray ?? false && value.member("mode") == nil:
      self = .record
    case "enum" where value.member("symbols")?.isArray ?? false: self = .definition
    case "fixed" where value.member("size")?.integer != nil: self = .definition
    default: return nil
    }
  }

  /// Whether fields are Avro's and not BigQuery's: all types are words of Avro's, names as Avro's types have, or no words.
  static func hasAvroFields(_ fields: JSONValue?) -> Bool {
    fields?.elements.allSatisfy { field in
      guard let type = field.member("type") else { return false }
      guard type.isString, let text = type.text, !AvroSchemaReader.primitives.contains(text) else {
        return true
      }
      // BigQuery has no type of that name, and its words are all in one case.
      return (try? Engine.bigQuery.types.type(text)) == nil
        && (text.contains(".") || text.contains { $0.isUppercase } && text.contains { $0.isLowercase })
    } ?? false
  }
}

/// Reads one named type of Avro's for a table, or for the tables that name it.
enum AvroTable {
  static func read(
    _ value: JSONValue, _ kind: AvroKind, into collector: SchemaCollector, at element: ExportElement
  ) {
    switch kind {
    case .record:
      read(record: value, path: "", of: collector.table(calledAfter: element.input), collector, element)
    case .definition: read(definition: value, collector, element)
    }
  }

  /// Notes a type that is no table.
  static func read(definition value: JSONValue, _ collector: SchemaCollector, _ element: ExportElement) {
    var reader = AvroSchemaReader()
    do throws(RecordFault) {
      try reader.definition(value)
    } catch {
      collector.fault(error.message + ".", at: element, path: error.path)
    }
    collector.noteAvroTypes(reader.named, of: element)
    collector.countElement()
  }

  /// Adds a record as a table.
  ///
  /// - Parameter isPlaced: Whether the record's own place in the element is known.
  static func read(
    record: JSONValue, path: String, isPlaced: Bool = true, of table: UInt32, _ collector: SchemaCollector,
    _ element: ExportElement
  ) {
    var reader = AvroSchemaReader()
    let columns: Result<[Column], RecordFault>
    do throws(RecordFault) {
      columns = .success(try reader.record(record, path: path, namespace: ""))
    } catch {
      var fault = error
      if !isPlaced { fault.path = path }
      columns = .failure(fault)
    }
    // What a file's names stand for is of that file.
    let isOpen = (try? columns.get())?.contains { AvroReference.isIn($0.type) } ?? false
    collector.addWhole(table, at: element, scope: isOpen ? [element.window.file] : []) {
      () throws(RecordFault) in
      try columns.get()
    } contents: { column, ordinal in
      let content: SchemaRecord.Content =
        AvroReference.isIn(column.type)
        ? .named(column, ordinal: ordinal, path: isPlaced ? "\(path)/fields/\(ordinal - 1)/type" : path)
        : .column(column, ordinal: ordinal)
      return [.engine(.avro), content]
    }
    collector.noteAvroTypes(reader.named, of: element)
  }
}
