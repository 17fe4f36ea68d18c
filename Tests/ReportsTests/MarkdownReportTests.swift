@testable import Output
@testable import Reports
@testable import TestSupport
@testable import Text
import Testing

@Suite("Markdown report")
struct MarkdownReportTests {
  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    let report = try SampleReports.make(name)
    let text = try MarkdownReport().text(of: report)
    try ReportGolden.expect(text, equals: "\(name).md")
    #expect(try MarkdownReport().text(of: report) == text)
    #expect(MarkdownCheck.complaints(text) == [])
  }

  @Test(
    "Within any limit a report is whole Markdown, and says that something is left out",
    arguments: SampleReports.Name.allCases)
  func limits(name: SampleReports.Name) throws {
    // Limits cut texts, in which a name of megabytes is a short one; reports with it are held against golden files.
    let report = try name == .hostile ? SampleReports.hostile(withHugeName: false) : SampleReports.make(name)
    let whole = try MarkdownReport().text(of: report)
    let size = whole.utf8.count
    for limit in Set(stride(from: 200, through: size, by: max(size / 60, 7))).union([size - 1, size]).sorted()
    {
      let text = try MarkdownReport(maxBytes: limit).text(of: report)
      #expect(text.utf8.count <= limit)
      #expect(text.hasSuffix("\n"))
      #expect(MarkdownCheck.complaints(text) == [], "at \(limit) bytes")
      #expect((text == whole) == (limit >= size))
      #expect(text == whole || text.contains("left out to stay below \(Count.grouped(limit)) bytes"))
    }
  }

  @Test("A limit below the shortest report leaves the title, a word, or nothing", arguments: 0...60)
  func tinyLimits(limit: Int) throws {
    let text = try MarkdownReport(maxBytes: limit).text(of: SampleReports.incident())
    let title = "# Schema drift: 14 new findings\n"
    #expect(text == (limit >= title.utf8.count ? title : limit >= 5 ? "drift" : ""))
  }

  @Test(
    "What is left out is counted: rows shown and rows left out are all rows", arguments: [900, 1200, 1500])
  func counted(limit: Int) throws {
    let text = try MarkdownReport(maxBytes: limit).text(of: SampleReports.incident())
    let shown = text.split(separator: "\n").count { $0.hasPrefix("| `") }
    let more = shown > 0 ? "more " : ""
    #expect(text.contains("| … \(14 - shown) \(more)columns | | | |\n"))
  }

  @Test(
    "Names in tables and code stay what they are, with marks that combine with signs too",
    arguments: [
      ("plain", "`plain`"), ("a|b", "`a\\|b`"), ("a|\u{301}b", "`a\\|\u{301}b`"), ("`", "`` ` ``"),
      ("x`\u{301}y", "``x`\u{301}y``"), ("`\u{301}", "`` `\u{301} ``"), ("", "(empty)"),
      ("a\\|b", "<code>a&#92;&#124;b</code>"), ("a\\|\u{301}b", "<code>a&#92;&#124;\u{301}b</code>"),
      (" x", "<code>&#32;x</code>"), ("a\nb", "`a\\u{a}b`"), ("\u{202E}", "`\\u{202e}`"),
    ])
  func code(name: String, shown: String) {
    #expect(MarkdownText.code(name, inTable: true) == shown)
  }

  @Test(
    "A person's words are no markup and call nobody",
    arguments: [
      ("a|b", "a\\|b"), ("<b>", "\\<b\\>"), ("@team", "\\@<!-- -->team"), ("see #12", "see \\#<!-- -->12"),
      ("![x](y)", "\\!\\[x\\](y)"), ("two\nlines", "two\\\\u\\{a\\}lines"),
    ])
  func plain(words: String, shown: String) {
    #expect(MarkdownText.plain(words) == shown)
  }

  @Test(
    "A share is 100 % for all, and never 0 % for some",
    arguments: [
      (0, 9, "0 %"), (1, 1000, "<1 %"), (999, 1000, "99 %"), (7, 7, "100 %"), (5, 12, "42 %"), (0, 0, "0 %"),
    ])
  func share(part: Int, total: Int, text: String) {
    #expect(MarkdownSection.share(part, of: total) == text)
  }
}
