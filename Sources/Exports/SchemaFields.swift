import JSONInput

/// Lists of fields, as the API writes them.
enum SchemaFields {
  /// One record a field, with its place in the list.
  static func records(
    _ list: JSONValue, of table: UInt32, in element: ExportElement, path: String, reader: FieldReader,
    collector: SchemaCollector
  ) -> [UInt32] {
    var records: [UInt32] = []
    for (index, field) in list.elements.enumerated() {
      records.append(
        record(
          field, ordinal: index + 1, of: table, in: element, path: "\(path)/\(index)", reader: reader,
          collector: collector))
    }
    return records
  }

  /// The record of one field.
  static func record(
    _ field: JSONValue, ordinal: Int, of table: UInt32, in element: ExportElement,
    path: @autoclosure () -> String,
    reader: FieldReader, collector: SchemaCollector
  ) -> UInt32 {
    collector.beginRecord()
    collector.append(ordinal)
    reader.appendIdentity(of: field, to: collector)
    return collector.record(of: table, in: element) { () throws(RecordFault) in
      let path = path()
      let column = try reader.column(field, path: path)
      return BigQueryName.faults(in: column, path: path + "/name") + [.column(column, ordinal: ordinal)]
    }
  }
}
