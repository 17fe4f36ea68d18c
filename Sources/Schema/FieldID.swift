/// The number by which a table format knows a column, whatever its name: of Iceberg, and of Delta with column mapping.
///
/// All are equal: each table counts its own, so that two tables with one schema have it under different numbers.
package struct FieldID: Hashable, Sendable {
  /// The number.
  package let number: Int

  /// A number.
  package init(_ number: Int) { self.number = number }

  package static func == (one: FieldID, other: FieldID) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}
}

extension TableSchema {
  /// The numbers of all columns and fields, depth first; empty where none has one.
  package var fieldIDs: [Int] {
    var numbers: [Int] = []
    func add(_ type: DataType) {
      switch type {
      case .structure(let fields): fields.forEach(add)
      case .array(let element): add(element)
      case .map(let key, let value):
        add(key)
        add(value)
      case .scalar, .range, .unknown: break
      }
    }
    func add(_ column: Column) {
      if let id = column.attributes.fieldID?.number { numbers.append(id) }
      add(column.type)
    }
    columns.forEach(add)
    return numbers
  }
}
