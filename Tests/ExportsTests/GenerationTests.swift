@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
import Testing

@Suite("Identity and generated columns in exports")
struct GenerationTests {
  private func column(_ keys: String, type: String = "integer") throws -> Column {
    let catalog = try Load.text(
      #"{"table_name":"t","column_name":"a","ordinal_position":1,"data_type":"\#(type)",\#(keys)}"#)
    #expect(catalog.problemTexts == [])
    return try #require(catalog.schemas.first?.columns.first)
  }

  // Each as the engine's catalog wrote it: PostgreSQL 15, MariaDB 10.11, DuckDB 2.0; Redshift and Snowflake as documented.
  private static let redshift = #""remarks":null,"column_default":"#
  private static let postgres = #""udt_name":"int4","column_default":null"#
  private static let maria = #""COLUMN_TYPE":"int(11)","COLUMN_DEFAULT":null"#
  private static let duck = #""COLUMN_COMMENT":null,"is_identity":null,"identity_generation":null"#

  @Test(
    "Rows of information_schema.columns",
    arguments: [
      (
        #"\#(postgres),"is_identity":"YES","identity_generation":"ALWAYS","is_generated":"NEVER""#,
        Fact.present(Generation.identityAlways)
      ),
      (
        #"\#(postgres),"is_identity":"YES","identity_generation":"BY DEFAULT","is_generated":"NEVER""#,
        .present(.identityByDefault)
      ),
      (
        #"\#(postgres),"is_identity":"NO","is_generated":"ALWAYS","generation_expression":"(b * 2)""#,
        .present(.computed("(b * 2)"))
      ),
      (#"\#(postgres),"is_identity":"NO","identity_generation":null,"is_generated":"NEVER""#, .absent),
      (#"\#(postgres),"is_generated":"NEVER""#, .unknown),
      (#"\#(maria),"EXTRA":"auto_increment""#, .present(.identityByDefault)),
      (
        #"\#(maria),"EXTRA":"VIRTUAL GENERATED","IS_GENERATED":"ALWAYS","GENERATION_EXPRESSION":"`b` * 2""#,
        .present(.computed("`b` * 2"))
      ),
      (#"\#(maria),"EXTRA":"STORED GENERATED""#, .present(.computed(nil))),
      (#"\#(maria),"EXTRA":"DEFAULT_GENERATED","GENERATION_EXPRESSION":"""#, .absent),
      (#"\#(maria),"EXTRA":"","IS_GENERATED":"NEVER","GENERATION_EXPRESSION":null"#, .absent),
      (maria, .unknown),
      (
        #"\#(duck),"is_generated":"ALWAYS","generation_expression":"(b * 2)","column_default":"(b * 2)""#,
        .present(.computed("(b * 2)"))
      ),
      (#"\#(duck),"is_generated":"NEVER","generation_expression":null,"column_default":"3""#, .absent),
      (#"\#(redshift)"\"identity\"(110000, 0, '1,1'::text)""#, .present(.identityAlways)),
      (#"\#(redshift)"default_identity(110000, 0, '1,1'::text)""#, .present(.identityByDefault)),
      (#"\#(redshift)"identity_of('x')""#, .absent),
    ])
  func rows(keys: String, generation: Fact<Generation>) throws {
    let type = keys.contains("COLUMN_COMMENT") ? "INTEGER" : keys.contains("COLUMN_TYPE") ? "int" : "integer"
    let column = try column(keys, type: type)
    #expect(column.attributes.generation == generation)
    // What fills the column is no default, though DuckDB and Redshift show it as one.
    if generation.value != nil { #expect(column.attributes.defaultExpression.value == nil) }
  }

  @Test("Snowflake's identity takes values; a plain default is none")
  func snowflake() throws {
    let keys = #""SCHEMA_EVOLUTION_RECORD":null,"COLUMN_DEFAULT":null"#
    #expect(
      try column(#"\#(keys),"IS_IDENTITY":"YES","IDENTITY_GENERATION":"ALWAYS""#, type: "NUMBER").attributes
        .generation
        == .present(.identityByDefault))
    #expect(try column(#"\#(keys),"IS_IDENTITY":"NO""#, type: "NUMBER").attributes.generation == .absent)
    #expect(try column(keys, type: "NUMBER").attributes.generation == .unknown)
  }

  @Test("Databricks' keys say nothing with NO")
  func databricks() throws {
    let keys = #""full_data_type":"int""#
    #expect(
      try column(#"\#(keys),"is_identity":"NO","is_generated":"NO""#, type: "INT").attributes.generation
        == .unknown)
    #expect(
      try column(#"\#(keys),"is_identity":"YES","identity_generation":"BY DEFAULT""#, type: "INT").attributes
        .generation
        == .present(.identityByDefault))
  }

  @Test(
    "Delta's and Spark's metadata",
    arguments: [
      (#""delta.generationExpression":"b * 2""#, Fact.present(Generation.computed("b * 2"))),
      (
        #""delta.identity.start":1,"delta.identity.step":1,"delta.identity.allowExplicitInsert":false"#,
        .present(.identityAlways)
      ),
      (#""delta.identity.start":1,"delta.identity.allowExplicitInsert":true"#, .present(.identityByDefault)),
      (#""comment":"x""#, .unknown),
    ])
  func metadata(keys: String, generation: Fact<Generation>) throws {
    let catalog = try Load.text(
      #"{"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{\#(keys)}}]}"#)
    #expect(catalog.schemas.first?.columns.first?.attributes.generation == generation)
  }

  @Test(
    "Two tables that differ in this alone are two records, and two exports of one table complete each other")
  func records() throws {
    let row =
      #"{"table_name":"NAME","column_name":"a","ordinal_position":1,"data_type":"integer","udt_name":"int4","#
    let identity = row.replacing("NAME", with: "t") + #""is_generated":"NEVER","is_identity":"YES"}"#
    let plain = row.replacing("NAME", with: "u") + #""is_generated":"NEVER","is_identity":"NO"}"#
    let catalog = try Load.text(identity + "\n" + plain)
    #expect(
      catalog.schemas.map(\.columns[0].attributes.generation) == [.present(.identityAlways), .absent])
  }
}
