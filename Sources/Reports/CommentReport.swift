import Auditing
import Output

/// The markdown report as the comment on a pull request that a bot finds again and updates.
package struct CommentReport: ReportFormat {
  /// `pr-comment`.
  package let name = "pr-comment"
  /// The name of a file that a report in this format goes into.
  package let defaultFileName = "drift.comment.md"
  /// What stands in the marker where nobody says something else.
  package static let usualKey = "drift"

  /// A comment has 65,536 characters at most, and no character is shorter than a byte.
  private static let mostBytes = 65_535

  private let key: String
  private let maxBytes: Int

  /// A comment with this key in its marker, and with fewer bytes than GitHub allows where `maxBytes` is smaller.
  init(key: String = usualKey, maxBytes: Int? = nil) {
    self.key = key
    self.maxBytes = min(maxBytes ?? Self.mostBytes, Self.mostBytes)
  }

  /// Whether a key is one that no comment in HTML ends at: letters, digits, `.`, `_` and `-`.
  package static func isKey(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 200
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// The same comment with a run's limit and key.
  package func with(_ settings: ReportSettings) -> any ReportFormat {
    CommentReport(key: settings.commentKey, maxBytes: settings.maxBytes)
  }

  /// Writes the marker, and as much of the report as there is room for; nothing where not even the marker fits.
  package func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let marker = "<!-- driftaudit:\(key) -->\n"
    guard marker.utf8.count <= maxBytes else { return }
    try sink.write(marker)
    try sink.write(MarkdownDocument(report).text(fitting: maxBytes - marker.utf8.count))
  }
}
