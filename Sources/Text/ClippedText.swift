extension StringProtocol {
  /// The text, or its beginning and an ellipsis where it is longer than `limit` characters: for messages that quote
  /// what an export holds.
  package func clipped(to limit: Int = 80) -> String {
    // Counting characters of a text of many megabytes would take longer than reading it.
    guard utf8.count > limit else { return String(self) }
    let start = prefix(limit)
    return start.endIndex == endIndex ? String(self) : start + "…"
  }
}
