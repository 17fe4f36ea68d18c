@testable import ComparisonFixtures
@testable import Engines
@testable import Merging
@testable import Schema
@testable import Settings
import Testing

/// Plans for columns written as GoogleSQL.
enum Merging {
  static func input(_ main: String, _ staging: String...) throws -> MergeInput {
    let shapes = try staging.enumerated().map { index, columns in
      MergeInput.Shape(
        id: "s\(index + 1)", schema: try Comparing.schema(columns),
        tables: [TableName(table: "staging_\(index + 1)")])
    }
    return MergeInput(
      main: Table(name: TableName(table: "main"), schema: try Comparing.schema(main)), shapes: shapes)
  }

  static func settings(_ change: (inout MergeSettings) -> Void = { _ in }) -> MergeSettings {
    var settings = MergeSettings()
    settings.keys = ["id"]
    change(&settings)
    return settings
  }

  /// The statement without the comment at its top.
  static func statement(_ input: MergeInput, _ settings: MergeSettings = settings()) throws -> String {
    let text = MergeScript(try MergePlan(input, settings)).text
    return text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("--") }.joined(
      separator: "\n")
  }

  /// The reasons for a refusal; none where there is a plan.
  static func reasons(_ input: MergeInput, _ settings: MergeSettings = settings()) -> [String] {
    do throws(MergeRefusal) {
      _ = try MergePlan(input, settings)
      return []
    } catch {
      return error.reasons.map(\.text)
    }
  }
}

@Suite("Why a merge is refused") struct MergeRefusalTests {
  @Test("A REQUIRED column that nothing fills, in each shape that lacks it")
  func required() throws {
    let input = try Merging.input("id INT64, a STRING NOT NULL", "id INT64, a STRING", "id INT64")
    #expect(
      Merging.reasons(input) == [
        "a is REQUIRED, has no default, and is not in staging_2 (s2): --fill 'a=…' says what it becomes."
      ])
    #expect(
      Merging.reasons(input, Merging.settings { $0.fill = [.init(column: "A", expression: "''")] }) == [])
    var withDefault = input
    withDefault.main.schema.columns[1].attributes.defaultExpression = .present("''")
    #expect(Merging.reasons(withDefault) == [])
  }

  @Test("A REQUIRED field of a STRUCT that staging lacks")
  func requiredField() throws {
    let input = try Merging.input(
      "id INT64, a STRUCT<b INT64, c INT64 NOT NULL>", "id INT64, a STRUCT<b INT64>")
    #expect(
      Merging.reasons(input) == [
        "a.c is REQUIRED, has no default, and is not in staging_1 (s1): --fill 'a=…' says what it becomes."
      ])
  }

  @Test(
    "Types without a CAST, and none for --on-lossy skip either",
    arguments: [
      ("JSON", "STRING"), ("GEOGRAPHY", "STRING"), ("ARRAY<INT64>", "INT64"), ("STRUCT<b INT64>", "STRING"),
      ("DATE", "INT64"),
      ("ARRAY<STRUCT<b JSON>>", "ARRAY<STRUCT<b STRING>>"), ("RANGE<DATE>", "RANGE<DATETIME>"),
    ])
  func impossible(_ main: String, _ staging: String) throws {
    let input = try Merging.input("id INT64, a \(main)", "id INT64, a \(staging)")
    for how in MergeSettings.Lossy.allCases {
      let reasons = Merging.reasons(input, Merging.settings { $0.onLossy = how })
      #expect(reasons.count == 1)
      #expect(reasons.first?.hasPrefix("there is no CAST from ") == true)
    }
    #expect(
      Merging.reasons(input, Merging.settings { $0.fill = [.init(column: "a", expression: "NULL")] }) == [])
  }

  @Test("A cast that loses the day of every value, unless the user says so")
  func losing() throws {
    let input = try Merging.input("id INT64, a TIME", "id INT64, a TIMESTAMP")
    #expect(
      Merging.reasons(input).first?.hasPrefix("a CAST from TIMESTAMP to TIME loses a part of a") == true)
    #expect(Merging.reasons(input, Merging.settings { $0.onLossy = .safeCast }) == [])
    #expect(Merging.reasons(input, Merging.settings { $0.onLossy = .skip }) == [])
  }

  @Test("A key that is no value to compare, that tables lack, that is no column, or that is none at all")
  func keys() throws {
    let input = try Merging.input("id INT64, a JSON, b STRING", "id INT64, a JSON")
    func reasons(_ keys: String...) -> [String] {
      Merging.reasons(input, Merging.settings { $0.keys = keys })
    }
    #expect(
      reasons() == ["nothing says which rows belong together: give --key, once for each part of the key."])
    #expect(reasons("a") == ["the key 'a' is JSON, of which BigQuery compares no values."])
    #expect(
      reasons("id", "IFNULL(b, '')") == [
        "the key's column b is not in staging_1 (s1): --fill 'b=…' says what it is there."
      ])
    #expect(reasons("idd") == ["--key names 'idd', which is no column (nearest: id)."])
    #expect(reasons("1 + 1") == ["--key '1 + 1': it reads no column of main."])
  }

  @Test("A key is never cast with loss, whatever --on-lossy says")
  func lossyKey() throws {
    let input = try Merging.input("id INT64", "id STRING")
    for how in MergeSettings.Lossy.allCases {
      let text = try Merging.statement(input, Merging.settings { $0.onLossy = how })
      #expect(text.contains(" CAST(S.id AS INT64) AS id\n"))
    }
  }

  @Test("Exports that do not tell all, tables of other engines, and tables that were not read")
  func inputs() throws {
    let whole = try Merging.input("id INT64, a STRING", "id INT64")
    var input = whole
    input.shapes[0].schema.isComplete = false
    #expect(
      Merging.reasons(input) == ["the export of staging_1 need not tell all columns: give one that does."])
    input = whole
    input.main.schema.engine = .snowflake
    #expect(Merging.reasons(input) == ["main is Snowflake's, and the statement would be BigQuery's."])
    input = whole
    input.shapes[0].schema.columns[0].foreignType = "bigint"
    #expect(Merging.reasons(input).count == 1)
    input = whole
    input.unreadable = [TableName(table: "x")]
    #expect(Merging.reasons(input) == ["1 staging table could not be read, such as x."])
    input = whole
    input.shapes = []
    #expect(Merging.reasons(input) == ["there is no staging table."])
    input = whole
    input.main.schema.columns[1].type = .unknown
    #expect(Merging.reasons(input) == ["the type of a in main is not told."])
    input = whole
    input.shapes[0].schema.columns.append(Comparing.int("ID"))
    #expect(Merging.reasons(input) == ["staging_1: columns id and ID differ only in case."])
    input = whole
    input.shapes[0].schema.partitioning = .present(Partitioning(column: "id", requiresFilter: true))
    #expect(Merging.reasons(input) == ["staging_1 (s1) cannot be read without a filter on the partitions."])
  }

  @Test("A required partition filter that nothing can meet")
  func partitions() throws {
    var input = try Merging.input("id INT64, day DATE", "id INT64")
    input.main.schema.partitioning = .present(
      Partitioning(column: "day", granularity: "DAY", requiresFilter: true))
    #expect(
      Merging.reasons(input) == [
        "main needs a filter on its partitions, and day is not in all staging tables: give --partition-values."
      ])
    #expect(Merging.reasons(input, Merging.settings { $0.partitionValues = ["2026-01-30"] }) == [])
    #expect(
      Merging.reasons(input, Merging.settings { $0.partitionValues = ["2026-02-30", "x' OR TRUE"] }) == [
        "--partition-values '2026-02-30' is no DATE.", "--partition-values 'x' OR TRUE' is no DATE.",
      ])
    input.main.schema.partitioning = .present(Partitioning(column: nil, requiresFilter: true))
    #expect(Merging.reasons(input).first?.contains("the time of ingestion") == true)
  }

  @Test("Something to order by that is nowhere, or has no order")
  func order() throws {
    let input = try Merging.input(
      "id INT64, a ARRAY<INT64>, b INT64", "id INT64, a ARRAY<INT64>, c INT64", "id INT64, c STRING")
    func reasons(_ text: String) -> [String] {
      Merging.reasons(input, Merging.settings { $0.orderBy = [text] })
    }
    #expect(reasons("a") == ["--order-by 'a': values of that type have no order."])
    #expect(reasons("b") == ["--order-by 'b': no staging table has all that it reads."])
    #expect(reasons("c") == ["--order-by 'c': it has not one type in all staging tables."])
    #expect(reasons("d") == ["--order-by 'd': it reads no column of main or staging."])
    #expect(reasons("id DESC") == ["--order-by 'id DESC': the most comes first: leave the direction out."])
    #expect(reasons("id DESC; DROP") == ["--order-by 'id DESC; DROP': a semicolon ends the statement."])
  }
}

@Suite("Where values come from") struct MergeValueTests {
  @Test("A column of some tables keeps main's value for rows of the others")
  func partial() throws {
    let text = try Merging.statement(
      try Merging.input("id INT64, a STRING, b STRING", "id INT64, a STRING", "id INT64, b STRING"))
    #expect(
      text.contains(
        "  a = IF(S.driftaudit_shape = 1, S.a, T.a),\n  b = IF(S.driftaudit_shape = 1, T.b, S.b)\n"))
  }

  @Test("A default stands on insert only: as DEFAULT, or for the rows of tables that lack the column")
  func defaults() throws {
    var input = try Merging.input("id INT64, a STRING", "id INT64")
    input.main.schema.columns[1].attributes.defaultExpression = .present("'x'")
    #expect(try Merging.statement(input).contains("VALUES (\n  S.id,\n  DEFAULT\n);"))
    #expect(try !Merging.statement(input).contains("WHEN MATCHED"))
    input.shapes.append(
      MergeInput.Shape(
        id: "s2", schema: try Comparing.schema("id INT64, a STRING"), tables: [TableName(table: "t")]))
    #expect(
      try Merging.statement(input).contains("  IF(S.driftaudit_shape IN (1), CAST(('x') AS STRING), S.a)\n"))
  }

  @Test("STRUCTs of the same fields in the same order, and shorter texts, go as they are")
  func unchanged() throws {
    let text = try Merging.statement(
      try Merging.input(
        "id INT64, a STRUCT<b INT64, c STRING>, d ARRAY<STRUCT<e INT64>>, f STRING(9)",
        "id INT64, a STRUCT<B INT64, C STRING>, d ARRAY<STRUCT<E INT64>>, f STRING(5)"))
    #expect(text.contains("SELECT\n      S.id,\n      S.a,\n      S.d,\n      S.f\n    FROM"))
  }

  @Test(
    "A STRUCT in another order is rebuilt by name, NULL stays NULL, and an update keeps fields that staging lacks"
  )
  func rebuilt() throws {
    let text = try Merging.statement(
      try Merging.input(
        "id INT64, a STRUCT<b INT64, c INT64, d INT64>", "id INT64, a STRUCT<c INT64, b INT64>"))
    #expect(
      text.contains(
        "IF(S.a IS NULL, NULL, STRUCT(S.a.b AS b, S.a.c AS c, CAST(NULL AS INT64) AS d)) AS a\n"))
    #expect(text.contains("  a = IF(S.a IS NULL, NULL, STRUCT(S.a.b AS b, S.a.c AS c, T.a.d AS d))\n"))
  }

  @Test("A cast that may lose fails, writes what is left, or leaves the column out, as --on-lossy says")
  func lossy() throws {
    let input = try Merging.input("id INT64, a INT64", "id INT64, a FLOAT64")
    func text(_ how: MergeSettings.Lossy) throws -> String {
      try Merging.statement(input, Merging.settings { $0.onLossy = how })
    }
    #expect(
      try text(.error).contains(
        "IF(S.a IS NULL OR CAST(CAST(S.a AS INT64) AS FLOAT64) = S.a, CAST(S.a AS INT64), ERROR('a loses a part as INT64')) AS a"
      ))
    #expect(try text(.safeCast).contains("SAFE_CAST(S.a AS INT64) AS a"))
    #expect(try text(.skip).contains("CAST(NULL AS INT64) AS a"))
    #expect(try !text(.skip).contains("a = S.a"))
  }

  @Test("Equal keys are null-safe unless they cannot be NULL, and FLOAT64 is compared as text")
  func keys() throws {
    let input = try Merging.input(
      "id INT64 NOT NULL, a STRING, x FLOAT64", "id INT64 NOT NULL, a STRING, x FLOAT64")
    let text = try Merging.statement(
      input, Merging.settings { $0.keys = ["id", "a", "COALESCE(a, '-')", "x", "a || 'b'"] })
    #expect(
      text.contains(
        """
        ON T.id = S.id
          AND (T.a = S.a OR (T.a IS NULL AND S.a IS NULL))
          AND COALESCE(T.a, '-') = COALESCE(S.a, '-')
          AND TO_JSON_STRING(T.x) = TO_JSON_STRING(S.x)
          AND ((T.a || 'b') = (S.a || 'b') OR ((T.a || 'b') IS NULL AND (S.a || 'b') IS NULL))

        """))
    #expect(
      text.contains(
        "PARTITION BY R.id, R.a, COALESCE(R.a, '-'), TO_JSON_STRING(R.x), (R.a || 'b')\n    ORDER BY TO_JSON_STRING(R)\n"
      ))
  }

  @Test("More tables or bytes than one query takes become statements over one temporary table")
  func chunks() throws {
    var input = try Merging.input("id INT64, a STRING", "id INT64, a STRING", "id INT64")
    input.shapes[0].tables = (1...5).map { TableName(table: "a\($0)") }
    input.shapes[1].tables = (1...4).map { TableName(table: "b\($0)") }
    let plan = try MergePlan(input, Merging.settings())
    let limits = StatementLimits(tables: 9, bytes: 1 << 20, tablesPerChunk: 3, bytesPerChunk: 1 << 19)
    let text = MergeScript(plan, limits: limits).text
    let statements = text.split(separator: ";\n").map(String.init)
    let names = (input.shapes[0].tables + input.shapes[1].tables).map(\.table)
    let named: [[String]] = statements.map { statement in names.filter { statement.contains("`\($0)`") } }
    #expect(named.filter { !$0.isEmpty } == [["a1", "a2", "a3"], ["a4", "a5", "b1"], ["b2", "b3", "b4"]])
    #expect(text.contains("INSERT INTO driftaudit_rows (\n  id,\n  a,\n  driftaudit_shape\n)\n"))
    #expect(statements.count { $0.contains("QUALIFY ROW_NUMBER()") } == 1)
    let small = MergeScript(
      plan, limits: StatementLimits(tables: 1000, bytes: 900, tablesPerChunk: 500, bytesPerChunk: 300)
    ).text
    #expect(small.contains("BEGIN TRANSACTION;"))
    #expect(small.contains("are more than the 1 MiB that BigQuery takes at once"))
    let one = MergeScript(plan, limits: StatementLimits(tables: 10)).text
    #expect(!one.contains("TRANSACTION") && !one.contains("TEMP TABLE"))
  }

  @Test("Ten thousand columns are merged in seconds", .timeLimit(.minutes(1)))
  func wide() throws {
    func columns(_ type: String) -> String {
      "id INT64" + (1..<10_000).map { ", c\($0) \($0.isMultiple(of: 3) ? "STRING" : type)" }.joined()
    }
    let text = try Merging.statement(
      Merging.input(columns("NUMERIC"), columns("FLOAT64"), "id INT64"), Merging.settings())
    #expect(text.contains("c9999 = "))
  }
}
