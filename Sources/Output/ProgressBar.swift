import Platform
import Text
import Synchronization

/// How far the reading has come, on standard error, where a person watches and has to wait.
///
/// It appears after half a second, moves at most ten times a second, and removes itself. Any thread may move it.
package final class ProgressBar: Sendable {
  private struct State {
    var lastDrawing: Duration?
    var lastText = ""
    var isFinished = false
  }

  private let label: String
  private let total: Int
  private let columns: Int
  private let clock: @Sendable () -> Duration
  private let output: @Sendable (String) -> Void
  private let state = Mutex(State())

  private static let patience = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)

  /// A bar for `total` bytes; 0 where nobody knows how many there are.
  ///
  /// - Parameters:
  ///   - columns: how wide the terminal is.
  ///   - clock: the time since the work began.
  ///   - output: takes what is to be shown.
  init(
    _ label: String, total: Int, columns: Int = 80, clock: @escaping @Sendable () -> Duration,
    output: @escaping @Sendable (String) -> Void
  ) {
    self.label = SafeText.printable(label, limit: 40)
    self.total = total
    self.columns = columns
    self.clock = clock
    self.output = output
  }

  /// A bar on standard error for work that begins now; nil where that is no terminal, or one that cannot erase.
  package static func onStandardError(_ label: String, total: @autoclosure () -> Int) -> ProgressBar? {
    let terminal = FileDescriptor.standardError
    guard terminal.isTerminal, let kind = CurrentProcess.environment("TERM"), !["", "dumb"].contains(kind)
    else { return nil }
    // Only asked for where it is shown: it takes a look at every file.
    let total = total()
    let start = ContinuousClock.now
    return ProgressBar(
      label, total: total, columns: terminal.terminalColumns ?? 80, clock: { ContinuousClock.now - start },
      output: { text in
        // Nothing depends on the bar: if it cannot be shown, it is not.
        terminal.offer(Array(text.utf8))
      })
  }

  /// Moves the bar, if it is time: `done` bytes of the total are read. A smaller number than before comes from a thread
  /// that was overtaken, and the next one puts it right.
  package func update(done: Int) {
    let now = clock()
    guard now >= Self.patience else { return }
    state.withLock { state in
      guard !state.isFinished else { return }
      if let last = state.lastDrawing, now - last < Self.interval { return }
      state.lastDrawing = now
      let text = line(done: done, after: now)
      guard text != state.lastText else { return }
      state.lastText = text
      output("\r" + text + "\u{1b}[K")
    }
  }

  /// Removes the bar, if it has shown at all. It does not come back.
  package func finish() {
    state.withLock { state in
      guard !state.isFinished else { return }
      state.isFinished = true
      if state.lastDrawing != nil { output("\r\u{1b}[K") }
    }
  }

  /// `reading  ████████░░░░░░░░   52 %  1.2 GB/s  8 s left`, or `reading  3.1 GB  1.2 GB/s` where the total is not known;
  /// always shorter than the terminal is wide: a line that wraps cannot be erased.
  private func line(done: Int, after elapsed: Duration) -> String {
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let perSecond = Double(max(done, 0)) / seconds
    let rate = "  \(ByteText.of(Int(perSecond)))/s"
    guard total > 0 else {
      return String("\(label)  \(ByteText.of(max(done, 0)))\(rate)".prefix(max(columns - 1, 0)))
    }
    let fraction = Double(min(max(done, 0), total)) / Double(total)
    let digits = String(Int(fraction * 100))
    let percent = String(repeating: " ", count: 3 - digits.count) + digits + " %"
    let rest = done > 0 ? Self.time(Double(total - min(done, total)) / perSecond) + " left" : ""
    for more in [rest.isEmpty ? rate : "\(rate)  \(rest)", rate, ""] {
      let width = min(30, columns - 1 - label.count - percent.count - 4 - more.count)
      guard width >= 5 else { continue }
      let filled = Int(fraction * Double(width))
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
      return "\(label)  \(bar)  \(percent)\(more)"
    }
    return String(percent.prefix(max(columns - 1, 0)))
  }

  /// `8 s`, `3 min`, `2 h`: more would only flicker.
  private static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    switch whole {
    case ..<90: return "\(whole) s"
    case ..<5400: return "\((whole + 30) / 60) min"
    default: return "\((whole + 1800) / 3600) h"
    }
  }
}
