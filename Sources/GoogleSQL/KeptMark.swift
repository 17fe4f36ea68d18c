import Engines
import Text

/// A comment in a script that says which columns an update leaves as they are on purpose:
/// `-- driftaudit: keep created_at, prediction_id`.
package enum KeptMark {
  private static let opening = "driftaudit: keep "

  /// The comment for these columns, a line for each ten, without the dashes in front.
  package static func lines(_ names: [String]) -> [String] {
    // A name that is not safe to print is no column's.
    let names = names.filter { SafeText.printable($0) == $0 }
    return stride(from: 0, to: names.count, by: 10).map { start in
      let part = names[start..<min(start + 10, names.count)].map(BigQueryDialect().identifier)
      return opening + part.joined(separator: ", ")
    }
  }

  /// The columns that comments name; none where a comment cannot be read to its end.
  static func names(in comments: [String]) -> [String] {
    comments.flatMap { comment -> [String] in
      let text = comment.drop { $0.isWhitespace }
      guard text.hasPrefix(opening) else { return [] }
      let tokens =
        (try? SQLTokenizer.tokens(
          String(text.dropFirst(opening.count)), of: .expression, BigQueryDialect().lexicon)) ?? []
      let parts = tokens.split(omittingEmptySubsequences: false) { $0.text == "," }
      guard parts.allSatisfy({ $0.count == 1 && $0.first?.kind != .symbol }) else { return [] }
      return parts.compactMap { $0.first?.name }
    }
  }
}
