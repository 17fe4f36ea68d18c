@testable import Text
import Testing

@Suite("Days") struct CalendarDayTests {
  @Test(
    "A day of the calendar is a day",
    arguments: ["2026-11-24", "2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"])
  func days(text: String) { #expect(CalendarDay(text)?.description == text) }

  @Test(
    "Anything else is not",
    arguments: [
      "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-1",
      "26-01-01", "",
      "2026/01/01", "2026-01-01T00:00:00Z", "tomorrow", "２０２６-01-01", "0000-01-01", "-026-01-01",
    ])
  func notDays(text: String) { #expect(CalendarDay(text) == nil) }
}
