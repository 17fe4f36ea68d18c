@testable import Output
@testable import Reports
import Testing

@Suite("Charts")
struct SVGTests {
  /// What `content` writes.
  private static func html(_ content: (HTMLWriter) -> Void) throws -> String {
    let sink = ReportSink.memory()
    let html = HTMLWriter(sink)
    content(html)
    try html.finish()
    return sink.text
  }

  @Test(
    "Shares have as many digits as they need and no more",
    arguments: [
      (1, 2, "50%"), (1, 3, "33.33%"), (1, 8, "12.5%"), (1, 1000, "0.1%"), (1, 10_000, "0.01%"), (0, 0, "0%"),
    ])
  func share(part: Int, whole: Int, text: String) {
    #expect(SVGShare(part, of: whole).description == text)
  }

  private let chart = SVGBarChart(
    title: "Tables by batch",
    series: [
      .init(name: "drifting", tone: .drifting), .init(name: "clean", tone: .clean),
      .init(name: "unreadable", tone: .unreadable),
    ],
    bars: [.init(label: "first", values: [1, 3, 0]), .init(label: "<last>", values: [0, 8, 0])])

  @Test("What the picture says is said in words too, without what never occurs")
  func alternative() {
    #expect(
      chart.alternative
        == "Tables by batch, from first to <last>: 1 drifting, 11 clean. Most in <last>: 8 tables.")
  }

  @Test("Parts of a bar stand on each other, in proportion")
  func stacked() throws {
    let html = try Self.html { chart.write(to: $0) }
    #expect(html.contains(#"<rect class="mark drifting" x="22%" y="123" width="6%" height="15">"#))
    #expect(html.contains(#"<rect class="mark clean" x="22%" y="78" width="6%" height="45">"#))
    #expect(html.contains(#"<rect class="mark clean" x="72%" y="18" width="6%" height="120">"#))
  }

  @Test("Labels are escaped")
  func escaped() throws {
    #expect(try !Self.html { chart.write(to: $0) }.contains("<last>"))
  }

  @Test("A chart without bars is drawn all the same")
  func empty() throws {
    let html = try Self.html { SVGBarChart(title: "Nothing", series: [], bars: []).write(to: $0) }
    #expect(html.contains("Nothing: nothing to show."))
  }

  @Test("Neighbouring slots of a strip are one mark")
  func runs() {
    let strip = SVGStrip(slots: 9, marked: [0, 1, 2, 5, 7, 8], tone: .warning, alternative: "")
    #expect(strip.runs == [0...2, 5...5, 7...8])
  }
}
