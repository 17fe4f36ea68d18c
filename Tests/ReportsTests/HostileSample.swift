@testable import Auditing
@testable import Comparison
@testable import Schema

extension SampleReports {
  /// Names that try to break whatever shows them.
  static let hostileNames = [
    "line\nbreak", "quote\"apostrophe'back`tick``s", "pipe|pipe\\|", "]]>",
    "</details><script>alert(1)</script>",
    "\u{1b}[31mred\u{1b}[0m", "nul\0bell\u{7}", "@everyone", "#1", "::error::owned", "##[error]owned",
    "bidi\u{202e}gnp\u{202c}", "zero\u{200b}width\u{feff}", "c1\u{9b}31m", "separators\u{2028}\u{2029}",
    "\u{fffe}\u{ffff}",
    "  spaces   inside  ", "&amp; <b>", "tab\tand\rreturn", "emoji 🏀 and é", "",
    "=cmd()", "+1", "<img src=x onerror=alert(1)>", " ::warning::owned", "[link](https://x.example)", "{0}",
    String(repeating: "long", count: 75),
    "marks :\u{301}:\u{301},\u{301} \"\u{301}x\" %\u{301} {\u{301} ](\u{301}",
  ]

  /// Every hostile name as a column that staging lacks, as an extra column, as a table, as a family, as a reason, in
  /// problems and in file names; and one name of 10 MB, which takes debug builds seconds to write.
  static func hostile(withHugeName: Bool = true) throws -> DriftReport {
    withHugeName ? try huge.get() : try makeHostile(withHugeName: false)
  }

  /// Made once for all tests.
  private static let huge: Result<DriftReport, any Error> = Result { try makeHostile(withHugeName: true) }

  private static func makeHostile(withHugeName: Bool) throws -> DriftReport {
    let columns = hostileNames + (withHugeName ? [String(repeating: "0123456789", count: 1 << 20)] : [])
    let family = "fam\n]]>|`x`"
    var builder = try SampleAuditBuilder(
      main: TableName(project: "p`|\n", dataset: "d]]>", table: "main\u{1b}[2J<b>"), source: "we`ird|\n.json",
      families: [family], columns: ["id INT64"])
    let group = builder.tables(
      hostileNames.map { TableName(project: "p`|\n", dataset: "d]]>", table: $0) }, family: family,
      shape: "odd",
      columns: 3)
    for name in columns {
      builder.finding(
        "extra-column", .warning, name, main: nil,
        staging: "STRUCT<\(GoogleSQLIdentifier.quoted(String(name.prefix(200)))) INT64>",
        in: [group], status: name == "#1" ? .accepted(.init(reason: "]]> \u{1b}[0m\n::error::|`")) : .new,
        consequence: "A MERGE with explicit columns drops its values.",
        hint: name == "]]>" ? "from `x`\n|" : nil)
    }
    return DriftReport.sample(
      generatedAt: generatedAt, audits: [builder.build()],
      problems: hostileNames.map {
        Problem(.error, file: $0 + ".json", line: 1, column: 2, table: $0, "bad \($0)")
      }
      .sorted())
  }
}
