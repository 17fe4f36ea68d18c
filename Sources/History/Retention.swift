import Text

/// How long something is kept: `52w`, `90d`.
package struct Retention: Hashable, Sendable {
  /// Days, from 1.
  package let days: Int

  /// A number of days (`90d`) or weeks (`52w`); nil for any other text, and for more than a thousand years.
  package init?(_ text: String) {
    let factors: [Character: Int] = ["d": 1, "w": 7]
    guard let unit = text.last, let factor = factors[unit], let number = Int(text.dropLast()), number > 0,
      text.utf8.first != UInt8(ascii: "+"), number <= 365_000 / factor
    else { return nil }
    days = number * factor
  }

  /// The moment from which on is kept what `now` still keeps.
  package func start(before now: Moment) -> Moment? { Moment(seconds: now.seconds - days * 86_400) }
}
