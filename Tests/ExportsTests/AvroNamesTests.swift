@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
import Testing

@Suite("Names of Avro's types") struct AvroNamesTests {
  @Test("An ENUM and a FIXED have their full name and their aliases; fields are told apart by case")
  func names() throws {
    let catalog = try Load.text(
      #"""
      {"type": "record", "name": "shop.orders", "fields": [
        {"name": "mood", "type": {"type": "enum", "name": "Mood", "symbols": ["CALM"], "aliases": ["Feeling", "x.Y"]}},
        {"name": "hash", "type": {"type": "fixed", "name": "Hash", "size": 16}},
        {"name": "HASH", "type": "Hash"}]}
      """#)
    #expect(catalog.problemTexts == [])
    let columns = try #require(catalog.schemas.first?.columns)
    #expect(
      columns.map { AvroTypes().text($0.type) } == [
        "enum shop.Mood or shop.Feeling or x.Y(CALM)", "fixed shop.Hash(16)", "fixed shop.Hash(16)",
      ])
  }
}
