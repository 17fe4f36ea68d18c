/// A moment in UTC, to the second.
package struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z; from the year 1 to 9999.
  package let seconds: Int

  private static let range = -62_135_596_800..<253_402_300_800

  /// A moment by its seconds since 1970; nil where it is not of the years 1 to 9999.
  package init?(seconds: Int) {
    guard Self.range.contains(seconds) else { return nil }
    self.seconds = seconds
  }

  /// The first second of a day.
  init(startOf day: CalendarDay) { seconds = day.daysSince1970 * 86_400 }

  /// A moment from `2026-01-30T18:12:23.123Z`, `2026-01-30 18:12:23`, the same with ` UTC` or an offset like `+01:00`
  /// behind it, or milliseconds since 1970 as the BigQuery API writes them; nil for any other text.
  package init?(_ text: String) {
    if let milliseconds = Int(text) {
      self.init(seconds: milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000)
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, let days = CalendarDay.daysSince1970(bytes[..<10]) else { return nil }
    let time = Array(bytes[10...])
    guard time[0] == UInt8(ascii: "T") || time[0] == UInt8(ascii: " "), time[3] == UInt8(ascii: ":"),
      time[6] == UInt8(ascii: ":"), let hours = Self.number(time[1...2], below: 24),
      let minutes = Self.number(time[4...5], below: 60), let seconds = Self.number(time[7...8], below: 61),
      let offset = Self.offset(time[9...])
    else { return nil }
    self.init(seconds: days * 86_400 + hours * 3600 + minutes * 60 + seconds - offset)
  }

  private static func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return number < limit ? number : nil
  }

  /// Seconds east of Greenwich, of what stands behind the seconds: a fraction, then nothing, `Z`, ` UTC` or an offset.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { (0x30...0x39).contains($0) }
    }
    rest = rest.drop { $0 == UInt8(ascii: " ") }
    switch String(decoding: rest, as: UTF8.self) {
    case "", "Z", "z", "UTC": return 0
    default:
      let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
      guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
        digits.count == 2 || digits.count == 4, let hours = number(digits.prefix(2), below: 24),
        let minutes = number(digits.dropFirst(2), below: 60)
      else { return nil }
      return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
  }

  /// `2026-01-30T18:12:23Z`.
  package var description: String { "\(day)T\(clock(showsSeconds: true))Z" }

  /// `2026-01-30`.
  package var day: String { CalendarDay(containing: self).description }

  /// `2026-01-30 18:12`, for a person.
  package var toTheMinute: String { "\(day) \(clock(showsSeconds: false))" }

  private func clock(showsSeconds: Bool) -> String {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    let parts = [second / 3600, second / 60 % 60] + (showsSeconds ? [second % 60] : [])
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// Earlier before later.
  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}
