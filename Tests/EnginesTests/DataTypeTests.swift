@testable import Engines
@testable import Schema
import Testing

@Suite struct DataTypeTests {
  @Test func typesPrintAsCanonicalGoogleSQL() {
    let type = DataType.array(
      .structure([
        Column("a", .scalar("INT64", parameters: [])),
        Column("größe", .scalar("NUMERIC", parameters: [5, 1])),
      ]))
    #expect(type.text == "ARRAY<STRUCT<a INT64, `größe` NUMERIC(5, 1)>>")
  }
}
