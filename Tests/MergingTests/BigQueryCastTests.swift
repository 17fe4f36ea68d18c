@testable import Engines
@testable import Schema
@testable import Settings
import Testing

@Suite("BigQuery's CASTs") struct BigQueryCastTests {
  @Test(
    "Values are fitted into a limited type without a CAST to it, which BigQuery refuses",
    arguments: [
      ("NUMERIC", [5, 2], false, "ROUND(CAST(x AS NUMERIC), 2)"),
      ("NUMERIC", [7], false, "ROUND(CAST(x AS NUMERIC), 0)"),
      (
        "NUMERIC", [5, 2], true,
        "IF(ABS(SAFE.ROUND(SAFE_CAST(x AS NUMERIC), 2)) < NUMERIC '1000', SAFE.ROUND(SAFE_CAST(x AS NUMERIC), 2), NULL)"
      ),
      // No NUMERIC has more than 29 digits before the point, and no BIGNUMERIC that is told apart more than 38.
      ("NUMERIC", [38, 9], true, "SAFE.ROUND(SAFE_CAST(x AS NUMERIC), 9)"),
      ("BIGNUMERIC", [76, 38], true, "SAFE.ROUND(SAFE_CAST(x AS BIGNUMERIC), 38)"),
      ("STRING", [5], false, "CAST(x AS STRING)"), ("STRING", [5], true, "LEFT(SAFE_CAST(x AS STRING), 5)"),
      ("BYTES", [5], true, "LEFT(SAFE_CAST(x AS BYTES), 5)"),
      ("INT64", [Int](), true, "SAFE_CAST(x AS INT64)"),
      ("STRING", [Int](), false, "CAST(x AS STRING)"),
    ])
  func fitted(_ name: String, _ limits: [Int], _ isSafe: Bool, _ wanted: String) {
    let type = DataType.scalar(name, parameters: limits)
    #expect(BigQueryDialect().fitted("x", to: type, isSafe: isSafe) == wanted)
  }

  @Test("No statement casts to a type with parameters, wherever the value is")
  func statement() throws {
    let main = """
      id INT64, n NUMERIC(5, 2), s STRING(5), a ARRAY<NUMERIC(5, 2)>, r STRUCT<n NUMERIC(5, 2), s STRING(5)>, \
      missing NUMERIC(5, 2)
      """
    let staging = """
      id INT64, n NUMERIC(9, 4), s STRING, a ARRAY<STRING>, r STRUCT<s STRING, n FLOAT64>
      """
    for lossy in [MergeSettings.Lossy.error, .safeCast] {
      let text = try Merging.statement(
        Merging.input(main, staging),
        Merging.settings {
          $0.onLossy = lossy
          $0.fill = [MergeSettings.Assignment(column: "missing", expression: "1.25")]
        })
      let casts = text.matches(of: /AS (?:NUMERIC|STRING)\(/)
      #expect(casts.isEmpty)
      #expect(text.contains("ROUND("))
    }
  }
}
