@testable import Output
import Synchronization
import Testing

@Suite("The progress bar")
struct ProgressBarTests {
  /// What a bar shows at a time, after some bytes.
  private func shown(total: Int, columns: Int = 80, at seconds: Int, done: Int) -> String {
    let texts = Mutex<[String]>([])
    let bar = ProgressBar(
      "reading", total: total, columns: columns, clock: { .seconds(seconds) },
      output: { text in texts.withLock { $0.append(text) } })
    bar.update(done: done)
    return texts.withLock { $0.joined() }
  }

  @Test("It tells the share, the rate, and how long it will take")
  func rate() {
    let bar = String(repeating: "█", count: 7) + String(repeating: "░", count: 23)
    #expect(
      shown(total: 4_000_000_000, at: 2, done: 1_000_000_000)
        == "\rreading  \(bar)   25 %  500.0 MB/s  6 s left\u{1b}[K")
    #expect(shown(total: 8_000_000_000_000, at: 10, done: 10_000_000_000).contains("  1.0 GB/s  2 h left"))
    #expect(shown(total: 400_000_000_000, at: 10, done: 10_000_000_000).contains("  1.0 GB/s  7 min left"))
    #expect(shown(total: 1000, at: 1, done: 0).contains("  0 %  0 B/s\u{1b}"))
  }

  @Test("Of what comes through a pipe it tells how much was read, and how fast")
  func pipe() {
    #expect(shown(total: 0, at: 2, done: 3_100_000_000) == "\rreading  3.1 GB  1.5 GB/s\u{1b}[K")
  }

  @Test("It is always shorter than the terminal is wide", arguments: 1...80)
  func width(columns: Int) {
    for total in [0, 4_000_000_000] {
      let text = shown(total: total, columns: columns, at: 2, done: 1_000_000_000)
      #expect(text.dropFirst(1).dropLast(3).count < columns)
    }
  }

  @Test("It does not show before half a second has passed")
  func patience() {
    #expect(shown(total: 100, at: 0, done: 50) == "")
  }
}
