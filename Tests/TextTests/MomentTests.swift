@testable import Text
import Foundation
import Testing

@Suite("Moments") struct MomentTests {
  @Test(
    "Every way in which exports write a moment",
    arguments: [
      ("2026-01-30T18:12:23.123456Z", "2026-01-30T18:12:23Z"),
      ("2026-01-30 18:12:23", "2026-01-30T18:12:23Z"),
      ("2026-01-30 18:12:23 UTC", "2026-01-30T18:12:23Z"),
      ("2026-01-30T18:12:23+01:00", "2026-01-30T17:12:23Z"),
      ("2026-01-30 00:12:23.5-0130", "2026-01-30T01:42:23Z"),
      ("2026-01-30 18:12:23+00", "2026-01-30T18:12:23Z"),
      ("1769796743000", "2026-01-30T18:12:23Z"), ("0", "1970-01-01T00:00:00Z"),
      ("-1", "1969-12-31T23:59:59Z"),
      ("0001-01-01 00:00:00", "0001-01-01T00:00:00Z"), ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
    ])
  func forms(text: String, expected: String) throws {
    #expect(try #require(Moment(text)).description == expected)
  }

  @Test(
    "What is no moment",
    arguments: [
      "", "today", "2026-01-30", "2026-02-30 00:00:00", "2026-01-30 24:00:00", "2026-01-30 18:12:23 CET",
      "2026-01-30T18:12:23+1", "2026-01-30T18-12-23", "9999999999999999999", "999999999999999",
      "2026-01-30 18:1é:23",
    ])
  func mistakes(text: String) { #expect(Moment(text) == nil) }

  @Test("Days agree with Foundation's calendar")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for seconds in stride(from: -2_208_988_800, through: 7_258_118_400, by: 86_399 * 97) {
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
      let expected = String(
        format: "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
        parts.hour ?? 0,
        parts.minute ?? 0, parts.second ?? 0)
      #expect(Moment(seconds: seconds)?.description == expected)
      #expect(Moment(expected)?.seconds == seconds)
    }
  }
}
