import Engines
import Schema
import Text

/// Puts a table's schema together from what its exports say.
struct TableAssembler {
  /// Records that belong together: all rows of a table, or one whole schema of it.
  struct Group: Hashable {
    var form: Int
    /// Ascending.
    var records: [UInt32]
    /// Where the first of them stands.
    var place: ExportPlace
    /// Of sample records, how many are like each of `records`.
    var counts: [Int] = []
  }

  /// What came of it.
  struct Assembly {
    /// Nil where the table is left out.
    var schema: TableSchema?
    var faults: [Fault] = []
  }

  /// Why a table is left out, or what is odd about it.
  struct Fault {
    /// Without the table's name, which is put where `TABLE` would stand: in front.
    var message: String
    /// The record to blame; nil where it is the table as a whole.
    var record: UInt32?
    /// Two groups that disagree, where the table is in several.
    var conflict: Conflict?
    /// The group to blame, where it is not the first.
    var group: Int?
    /// Whether it is that rows are missing.
    var isGap = false
    /// Whether the table is compared all the same.
    var isWarning = false
    /// Whether nothing in it is a type, so that what is wrong with each column is no news.
    var isNoSchema = false
  }

  /// Two groups of one table that do not agree, by their indices.
  struct Conflict {
    var first: Int
    var other: Int
  }

  /// All records by their numbers.
  let records: [SchemaRecord]
  /// The forms by their numbers.
  let forms: [any ExportForm.Type]

  /// The schema that the groups give together.
  func assemble(_ groups: [Group]) -> Assembly {
    var assembly = Assembly()
    var merged: TableSchema?
    var firstIndex = 0
    // What a project declares adds to what exports tell, so that these come first.
    let isDeclared = groups.map { forms[$0.form].combination == .declared }
    for index in groups.indices.filter({ !isDeclared[$0] }) + groups.indices.filter({ isDeclared[$0] }) {
      let group = groups[index]
      var partial = PartialSchema()
      for number in group.records { partial.add(records[Int(number)], number) }
      if !group.counts.isEmpty { partial.addSamples(group, records) }
      let isRows = [.rows, .shapes].contains(forms[group.form].combination)
      guard let schema = partial.schema(isRows: isRows) else {
        assembly.faults += partial.faults
        assembly.schema = nil
        if partial.faults.isEmpty && !partial.isLeftOut { continue }
        return assembly
      }
      if let fault = noSchema(schema, form: forms[group.form]) {
        return Assembly(schema: nil, faults: [fault])
      }
      guard let first = merged else {
        merged = schema
        firstIndex = index
        continue
      }
      if isDeclared[index] {
        merged = SchemaMerge.completed(first, by: schema)
        if var fault = Self.undeclared(schema, in: first) {
          fault.group = index
          assembly.faults.append(fault)
        }
        continue
      }
      if let conflict = SchemaMerge.conflict(first, schema) {
        assembly.faults.append(Fault(message: conflict, conflict: Conflict(first: firstIndex, other: index)))
        return assembly
      }
      merged = SchemaMerge.merge(first, schema)
    }
    assembly.schema = merged
    return assembly
  }

  /// What is said of a list of names and types, with nothing else that shows it to be a schema, in which nothing is a type.
  private func noSchema(_ schema: TableSchema, form: any ExportForm.Type) -> Fault? {
    guard form == SchemaArrayForm.self || form == SchemaObjectForm.self, !schema.columns.isEmpty,
      schema.columns.allSatisfy({ $0.type.element.unknownName(in: schema.engine) != nil })
    else { return nil }
    let types = Set(schema.columns.map { "'\($0.type.element.text.clipped(to: 40))'" }).sorted()
    let shown = types.prefix(4).joined(separator: ", ") + (types.count > 4 ? ", …" : "")
    return Fault(
      message:
        "this does not look like a schema: no type that it names (\(shown)) is one of \(schema.engine.name)",
      isNoSchema: true)
  }

  /// What is said of columns that a project declares and that the table does not have.
  private static func undeclared(_ declared: TableSchema, in told: TableSchema) -> Fault? {
    let names = Set(told.columns.map(\.foldedName))
    let lacking = declared.columns.filter { !names.contains($0.foldedName) }.map(\.name)
    guard !lacking.isEmpty else { return nil }
    let shown =
      lacking.prefix(5).map { $0.clipped(to: 60) }.joined(separator: ", ") + (lacking.count > 5 ? ", …" : "")
    let be = lacking.count == 1 ? "is declared and is" : "are declared and are"
    return Fault(
      message: "\(shown) \(be) no column of it", isWarning: true)
  }
}
