@testable import ComparisonFixtures
@testable import Engines
@testable import Merging
@testable import Schema

/// Checks of statements over columns written as GoogleSQL: main, and staging_1, staging_2, … of a shape each.
enum Checking {
  static func check(
    _ sql: String, main: String, _ staging: String..., kept: [String] = [],
    partitioning: Fact<Partitioning> = .absent
  ) throws -> MergeCheck {
    let shapes = try staging.enumerated().map { index, columns in
      MergeInput.Shape(
        id: "s\(index + 1)", schema: try Comparing.schema(columns),
        tables: [TableName(table: "staging_\(index + 1)")])
    }
    var schema = try Comparing.schema(main)
    schema.partitioning = partitioning
    let input = MergeInput(main: Table(name: TableName(table: "main"), schema: schema), shapes: shapes)
    return MergeCheck(Array(sql.utf8), file: "m.sql", input, kept: kept)
  }

  /// Lines of one level, without the file and the word.
  static func told(_ check: MergeCheck, _ level: String) -> [String] {
    check.text.split(separator: "\n").compactMap { line in
      guard let place = line.firstRange(of: ": \(level): ") else { return nil }
      return line[..<place.lowerBound].replacing("m.sql:", with: "") + " " + line[place.upperBound...]
    }
  }
}

extension Checking {
  /// A check of a statement of PostgreSQL's; columns are names with types, NOT NULL behind those that are.
  static func postgres(_ sql: String, main: String, _ staging: String..., kept: [String] = []) throws
    -> MergeCheck
  {
    func schema(_ columns: String) throws -> TableSchema {
      var schema = TableSchema(
        columns: try columns.split(separator: ",").map { text in
          let words = text.split(separator: " ", maxSplits: 1)
          let isRequired = words[1].hasSuffix(" NOT NULL")
          let type = try Engine.postgreSQL.types.type(
            String(words[1]).replacing(" NOT NULL", with: "").replacing(";", with: ","))
          return Column(String(words[0]), type, mode: isRequired ? .required : .nullable)
        })
      schema.engine = Engine.postgreSQL
      return schema
    }
    let shapes = try staging.enumerated().map { index, columns in
      MergeInput.Shape(
        id: "s\(index + 1)", schema: try schema(columns), tables: [TableName(table: "staging_\(index + 1)")])
    }
    let main = Table(name: TableName(table: "main"), schema: try schema(main))
    return MergeCheck(Array(sql.utf8), file: "m.sql", MergeInput(main: main, shapes: shapes), kept: kept)
  }
}
