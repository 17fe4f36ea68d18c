@testable import Text
import Testing

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "Wide signs take two cells, marks that combine and controls none",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("日本語", 6), ("한글", 4), ("ｆｕｌｌ", 8),
      ("ｶﾅ", 2),
      ("🏀", 2), ("🚀", 2), ("🇩🇪", 2), ("👍🏽", 2), ("✅", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("𠀀", 2), ("…–→", 3),
      ("\u{1B}\n\r\n\u{9B}", 0), ("\u{200B}", 0), ("я", 1),
    ])
  func width(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
  }

  private static let samples = [
    "", "a", "_staging_batch_2026_01_23_abc1", "日本語の列名です", "a日b本c語", "e\u{301}e\u{301}e\u{301}e\u{301}",
    "🏀🚀🇩🇪👍🏽 done",
    "two words and averyveryverylongword behind them",
  ]

  @Test("Clipped text fits, is left alone where it fits, and says that it is clipped", arguments: samples)
  func clipped(text: String) {
    for width in 0...40 {
      for clipped in [DisplayWidth.clipped(text, to: width), DisplayWidth.clippedInMiddle(text, to: width)] {
        #expect(DisplayWidth.of(clipped) <= width)
        #expect((clipped == text) == (DisplayWidth.of(text) <= width))
        #expect(clipped == text || clipped.isEmpty || clipped.contains("…"))
      }
      #expect(DisplayWidth.of(DisplayWidth.padded(text, to: width)) == max(width, DisplayWidth.of(text)))
    }
  }

  @Test("The middle goes, since names differ at their ends")
  func middle() {
    #expect(DisplayWidth.clippedInMiddle("_staging_batch_abc1", to: 11) == "_stag…_abc1")
    #expect(DisplayWidth.clipped("NUMERIC(5, 2)", to: 8) == "NUMERIC…")
    #expect(DisplayWidth.clippedInMiddle("日本語の列名", to: 6) == "日…名")
  }

  @Test("Wrapped text fits and loses nothing but spaces at the ends of lines", arguments: samples)
  func wrapped(text: String) {
    for width in 2...50 {
      let lines = DisplayWidth.wrapped(text, to: width)
      #expect(lines.allSatisfy { !$0.isEmpty && DisplayWidth.of($0) <= width })
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
    #expect(DisplayWidth.wrapped(text, to: 200) == (text.isEmpty ? [] : [text]))
  }
}
