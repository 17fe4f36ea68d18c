import Text

/// How old something has to be: `36h`, `3d`, `1w`.
package struct MinimumAge: Hashable, Sendable, CustomStringConvertible {
  /// Seconds, from an hour.
  package let seconds: Int

  /// A day, the least that is taken without being asked for.
  package static let usual = MinimumAge(hours: 24)

  private init(hours: Int) { seconds = hours * 3600 }

  /// A number of hours, days or weeks; nil for any other text, for nothing, and for more than ten years.
  package init?(_ text: String) {
    let factors: [Character: Int] = ["h": 1, "d": 24, "w": 168]
    let digits = text.dropLast()
    guard let unit = text.last, let factor = factors[unit], digits.allSatisfy({ "0"..."9" ~= $0 }),
      let number = Int(digits), (1...87_600 / factor).contains(number)
    else { return nil }
    self.init(hours: number * factor)
  }

  /// Whether it is less than is ever taken without being asked for.
  package var isShort: Bool { seconds < Self.usual.seconds }

  /// `36 h`, `3 d`.
  package var description: String { Self.text(ofSeconds: seconds) }

  /// An age in whole hours up to two days, then in days and hours, then in whole days: `36 h`, `2 d 12 h`, `30 d`.
  package static func text(ofSeconds seconds: Int) -> String {
    let hours = max(seconds, 0) / 3600
    if hours < 48 { return "\(hours) h" }
    return "\(Count.grouped(hours / 24)) d" + (hours % 24 == 0 || hours >= 240 ? "" : " \(hours % 24) h")
  }
}
