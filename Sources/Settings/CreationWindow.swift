import Text

/// From when to when staging tables were created that take part.
package struct CreationWindow: Hashable, Sendable {
  /// The first moment; nil without a beginning.
  package var since: Moment?
  /// The last moment; nil without an end.
  package var until: Moment?

  /// A window without ends.
  package init() {}

  /// The first moment that a user means: a day (its beginning, UTC) or a moment; nil for any other text.
  package static func beginning(_ text: String) -> Moment? { moment(text, ofDay: "00:00:00") }

  /// The last moment that a user means: a day (its end, UTC) or a moment; nil for any other text.
  package static func end(_ text: String) -> Moment? { moment(text, ofDay: "23:59:59") }

  private static func moment(_ text: String, ofDay clock: String) -> Moment? {
    if CalendarDay(text) != nil { return Moment("\(text)T\(clock)Z") }
    // Digits alone are milliseconds in exports and a slip on a command line.
    return text.contains("-") && text.contains(":") ? Moment(text) : nil
  }

  /// Whether the window leaves nothing out.
  package var isOpen: Bool { since == nil && until == nil }

  /// Whether tables created in that span take part; nil where only some of them might.
  package func contains(_ span: Span<Moment>) -> Bool? {
    if contains(span.first), contains(span.last) { return true }
    let isBefore = since.map { span.last < $0 } ?? false
    let isBehind = until.map { $0 < span.first } ?? false
    return isBefore || isBehind ? false : nil
  }

  /// Whether a table of that creation takes part.
  package func contains(_ moment: Moment) -> Bool {
    since.map { $0 <= moment } ?? true && until.map { moment <= $0 } ?? true
  }
}
