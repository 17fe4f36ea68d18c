import Engines
import Schema

/// A column as a form has read it, with all that tells it from others.
package protocol RecordedColumn {
  /// Adds all that tells the column from others to the record that the collector has begun.
  func appendIdentity(to collector: SchemaCollector)
}

extension SchemaCollector {
  /// Adds a table that stands in one value, each column as a record.
  ///
  /// - Parameters:
  ///   - scope: What tells columns of these records from equal ones elsewhere, such as the file.
  ///   - columns: The table's columns; what it throws leaves the table out.
  ///   - contents: What each column's record says.
  package func addWhole<Read: RecordedColumn>(
    _ table: UInt32, at element: ExportElement, scope: [Int] = [], columns: () throws(RecordFault) -> [Read],
    contents: (Read, Int) -> [SchemaRecord.Content]
  ) {
    let records = self.records(
      ofWhole: table, at: element, scope: scope, columns: columns, contents: contents)
    addWhole(records, to: [table], at: element)
  }

  /// The records of a table that stands in one value, a column each.
  package func records<Read: RecordedColumn>(
    ofWhole table: UInt32, at element: ExportElement, scope: [Int] = [],
    columns: () throws(RecordFault) -> [Read], contents: (Read, Int) -> [SchemaRecord.Content]
  ) -> [UInt32] {
    let read: [Read]
    do throws(RecordFault) {
      read = try columns()
    } catch {
      beginRecord()
      // What is broken is told of each table by itself.
      append(Int(table))
      append(element.window.file)
      append(element.window.sequence)
      append(element.index)
      return [record(of: table, in: element) { () throws(RecordFault) in throw error }]
    }
    var records: [UInt32] = []
    for (index, column) in read.enumerated() {
      beginRecord()
      for number in scope { append(number) }
      append(index)
      column.appendIdentity(to: self)
      records.append(record(of: table, in: element) { () throws(RecordFault) in contents(column, index + 1) })
    }
    return records
  }
}

extension Column: RecordedColumn {
  package func appendIdentity(to collector: SchemaCollector) {
    for text in [
      name, mode?.rawValue, attributes.defaultExpression.value, attributes.description.value,
      attributes.generation.value?.text,
    ] {
      collector.append(text)
    }
    type.appendIdentity(to: collector)
  }
}

extension DataType {
  fileprivate func appendIdentity(to collector: SchemaCollector) {
    switch self {
    case .structure(let fields):
      collector.append(-2)
      for field in fields { field.appendIdentity(to: collector) }
      collector.append(-3)
    case .array(let element):
      collector.append(-4)
      element.appendIdentity(to: collector)
    case .map(let key, let value):
      collector.append(-5)
      key.appendIdentity(to: collector)
      value.appendIdentity(to: collector)
    case .scalar, .range, .unknown: collector.append(text)
    }
  }
}

extension UndecidedColumn: RecordedColumn {
  package func appendIdentity(to collector: SchemaCollector) {
    for text in [name, row?.dataType, mode?.rawValue, engine?.rawValue, attributes.description.value] {
      collector.append(text)
    }
  }
}
