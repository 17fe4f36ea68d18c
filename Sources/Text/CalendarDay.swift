/// A day of the calendar, UTC: `YYYY-MM-DD`.
package struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// `YYYY-MM-DD`.
  package let description: String

  /// A day from its text; nil where the text has another form or no calendar has that day.
  package init?(_ text: String) {
    guard Self.parts(Array(text.utf8)[...]) != nil else { return nil }
    description = text
  }

  /// The days from 1970-01-01 to the day of such a text; nil where it is none. For times, which come by the million.
  static func daysSince1970(_ text: ArraySlice<UInt8>) -> Int? {
    parts(text).map { daysSince1970(year: $0.year, month: $0.month, day: $0.day) }
  }

  private static func parts(_ text: ArraySlice<UInt8>) -> (year: Int, month: Int, day: Int)? {
    let start = text.startIndex
    guard text.count == 10, text[start + 4] == UInt8(ascii: "-"), text[start + 7] == UInt8(ascii: "-"),
      let year = number(text[start..<start + 4]), let month = number(text[start + 5..<start + 7]),
      let day = number(text[start + 8..<start + 10]), year > 0,
      let length = length(ofMonth: month, year: year), (1...length).contains(day)
    else { return nil }
    return (year, month, day)
  }

  /// The day so many days behind 1970-01-01.
  ///
  /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
  package init(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    description = "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }

  /// The day in which a moment lies.
  package init(containing moment: Moment) {
    let seconds = moment.seconds
    self.init(daysSince1970: (seconds >= 0 ? seconds : seconds - 86_399) / 86_400)
  }

  /// The day's first second.
  ///
  /// Days are of the years 1 to 9999, as moments are.
  package var start: Moment { Moment(startOf: self) }

  /// The day behind it; of the last day that there is, the day itself.
  package var next: CalendarDay { advanced(by: 1) }

  /// The day so many days later, or earlier; the day itself where that is not of the years 1 to 9999.
  package func advanced(by days: Int) -> CalendarDay {
    CalendarDay(CalendarDay(daysSince1970: daysSince1970 + days).description) ?? self
  }

  package var daysSince1970: Int {
    let parts = description.split(separator: "-").compactMap { Int($0) }
    return Self.daysSince1970(year: parts[0], month: parts[1], day: parts[2])
  }

  /// Source: as above, days_from_civil.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let year = year - (month <= 2 ? 1 : 0)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }

  private static func length(ofMonth month: Int, year: Int) -> Int? {
    switch month {
    case 1, 3, 5, 7, 8, 10, 12: 31
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: nil
    }
  }

  /// Earlier before later.
  package static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
