import JSONInput
import Schema

/// The distinct schemas of a catalog, each put together once however many tables have it.
struct CatalogSchemas {
  /// The schemas, in the order of the first tables by name that have them.
  private(set) var all: [TableSchema] = []
  /// What came of putting each distinct list of records together.
  private(set) var assemblies: [TableAssembler.Assembly] = []
  /// For each of these the number of its schema; nil where there is none.
  private(set) var numbers: [Int?] = []

  private let assembler: TableAssembler
  private let keys = ByteInterner()
  private var numbersOfSchemas: [Key: Int] = [:]

  init(records: [SchemaRecord], forms: [any ExportForm.Type]) {
    assembler = TableAssembler(records: records, forms: forms)
  }

  /// The number of the assembly of a table's groups.
  mutating func assembly(of groups: [TableAssembler.Group]) -> Int {
    var key: [UInt32] = []
    for group in groups {
      key += group.records
      for count in group.counts {
        key.append(UInt32(truncatingIfNeeded: count))
        key.append(UInt32(truncatingIfNeeded: count >> 32))
      }
      key.append(UInt32.max - UInt32(group.form))
    }
    let (number, isNew) = key.withUnsafeBytes { keys.intern($0) }
    guard isNew else { return number }
    assemblies.append(assembler.assemble(groups))
    numbers.append(assemblies[number].schema.map { self.number(of: $0) })
    return number
  }

  /// What makes a schema another: its field ids too, which are no part of what is equal.
  private struct Key: Hashable {
    let schema: TableSchema
    let fieldIDs: [Int]
  }

  private mutating func number(of schema: TableSchema) -> Int {
    let key = Key(schema: schema, fieldIDs: schema.fieldIDs)
    if let known = numbersOfSchemas[key] { return known }
    all.append(schema)
    numbersOfSchemas[key] = all.count - 1
    return all.count - 1
  }
}
