@testable import Comparison
@testable import Engines
@testable import Schema
import Testing

@Suite("Renames by field ids")
struct FieldIDTests {
  private func schema(_ columns: [(String, String, Int?)]) throws -> TableSchema {
    let engine = Engine.iceberg
    return TableSchema(
      columns: try columns.map { name, type, id in
        Column(
          name, try engine.types.type(type), mode: .nullable,
          attributes: Column.Attributes(fieldID: id.map(FieldID.init)), in: engine)
      }, in: engine)
  }

  private func hints(_ main: [(String, String, Int?)], _ staging: [(String, String, Int?)]) throws -> [String]
  {
    let comparator = SchemaComparator(main: try schema(main), rules: Rules.all)
    return comparator.differences(to: try schema(staging)).filter { $0.column != nil }.compactMap(\.hint)
  }

  @Test("One id under two names is a rename, also where the type was widened")
  func certain() throws {
    #expect(
      try hints([("id", "long", 1), ("a", "int", 7)], [("id", "long", 1), ("zebra", "int", 7)]) == [
        "renamed: field id 7 is 'zebra' in staging", "renamed: field id 7 is 'a' in main",
      ])
    for (main, staging) in [("long", "int"), ("int", "long"), ("decimal(9, 2)", "decimal(12, 2)")] {
      #expect(
        try hints([("id", "long", 1), ("a", main, 7)], [("id", "long", 1), ("b", staging, 7)]).count == 2)
    }
  }

  @Test("Ids that say nothing of each other are no rename")
  func none() throws {
    // Each table counts its own: the shared columns show it.
    #expect(
      try hints(
        [("id", "long", 1), ("a", "int", 2), ("c", "long", 4)],
        [("id", "long", 1), ("c", "long", 2), ("x", "long", 4)])
        == [])
    #expect(try hints([("a", "int", 1)], [("zebra", "int", 1)]) == [], "no column that both have")
    #expect(
      try hints([("id", "long", 1), ("a", "int", 7)], [("id", "long", 1), ("b", "string", 7)]) == [], "types")
    #expect(try hints([("id", "long", 1), ("a", "int", 7)], [("id", "long", 1), ("x", "int", 8)]) == [])
    #expect(try hints([("id", "long", nil), ("a", "int", 7)], [("id", "long", nil), ("x", "int", 7)]) == [])
  }

  @Test("Names that are alike are a guess still")
  func guess() throws {
    let found = try hints(
      [("id", "long", 1), ("customer_name", "string", 7)], [("id", "long", 1), ("customer_nam", "string", 8)])
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.hasPrefix("perhaps renamed") })
  }

  @Test("Fields of a STRUCT are found by their ids too")
  func fields() throws {
    func nested(_ name: String) throws -> TableSchema {
      let engine = Engine.iceberg
      let fields = [("x", 3), (name, 4)].map { name, id in
        Column(
          name, .scalar("int", parameters: []), mode: .nullable,
          attributes: Column.Attributes(fieldID: FieldID(id)), in: engine)
      }
      return TableSchema(columns: [Column("s", .structure(fields), mode: .nullable, in: engine)], in: engine)
    }
    let found = SchemaComparator(main: try nested("y"), rules: Rules.all).differences(to: try nested("zebra"))
    #expect(found.compactMap(\.hint).contains("renamed: field id 4 is 'zebra' in staging"))
  }

  @Test("Ids make no other schema: what is equal but for them has one shape")
  func shapes() throws {
    let (one, other) = (try schema([("a", "int", 1)]), try schema([("a", "int", 2)]))
    #expect(one == other)
    #expect(ShapeFingerprint.of(one) == ShapeFingerprint.of(other))
    #expect(one.fieldIDs != other.fieldIDs)
  }
}
