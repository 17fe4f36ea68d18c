@testable import Platform
@testable import Output
import Testing

@Suite("HTML writer")
struct HTMLWriterTests {
  /// What `content` writes.
  static func html(_ content: (HTMLWriter) -> Void) throws -> String {
    let sink = ReportSink.memory()
    let html = HTMLWriter(sink)
    content(html)
    try html.finish()
    return sink.text
  }

  @Test(
    "Text never opens a tag or a reference",
    arguments: [
      ("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"), ("&lt;", "&amp;lt;"), ("\"'", "&quot;&#39;"),
      ("]]>", "]]&gt;"),
      ("plain_name", "plain_name"), ("é 表", "é 表"),
    ])
  func text(raw: String, escaped: String) throws {
    #expect(try Self.html { $0.text(raw) } == escaped)
  }

  @Test(
    "Control characters and marks of direction are seen, not obeyed",
    arguments: [
      ("a\nb", "a\\u{a}b"), ("\u{202e}gnp", "\\u{202e}gnp"), ("\u{200b}", "\\u{200b}"), ("\0", "\\u{0}"),
      ("##[group]", "\\u{23}#[group]"),
    ])
  func invisible(raw: String, shown: String) throws {
    #expect(try Self.html { $0.text(raw) } == shown)
  }

  @Test("An attribute's value cannot end the attribute")
  func attribute() throws {
    let html = try Self.html { $0.element("td", ["aria-label": "\"><script>alert('x')</script>"], text: "x") }
    #expect(
      html == "<td aria-label=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\">x</td>")
  }

  @Test("An attribute without a value is left out for nil and bare for an empty text")
  func bareAttribute() throws {
    #expect(try Self.html { $0.void("input", ["hidden": "", "class": nil]) } == "\n<input hidden>")
  }

  @Test("Long names are clipped, and say so")
  func clipped() throws {
    let name = String(repeating: "n", count: 5000)
    let html = try Self.html { $0.code(name) }
    #expect(html == "<code>\(String(repeating: "n", count: HTMLWriter.longestName))…</code>")
  }

  @Test("A name that is empty still shows")
  func empty() throws {
    #expect(try Self.html { $0.code("") } == "<code>(empty)</code>")
  }

  @Test("The first failure of the sink is thrown at the end, and nothing is kept of what comes after it")
  func failure() throws {
    let sink = ReportSink(fileDescriptor: -1)
    let html = HTMLWriter(sink)
    for _ in 0..<3000 { html.text(String(repeating: "x", count: 100)) }
    #expect(throws: ReportError.self) { try html.finish() }
    #expect(sink.byteCount < 1 << 17)
  }
}
