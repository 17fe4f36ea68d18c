import ArgumentParser
import DriftAudit
import Glibc

/// When a run takes place.
enum RunTime {
  /// Now, or what SOURCE_DATE_EPOCH says, as `2026-11-24T04:00:00Z`.
  ///
  /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH: seconds since 1970 in UTC.
  static func stamp() throws -> String {
    var seconds = time(nil)
    if let text = Console.environment("SOURCE_DATE_EPOCH"), !text.isEmpty {
      guard let number = Int(text), number >= 0, number < 253_402_300_800 else {
        throw ValidationError(
          "SOURCE_DATE_EPOCH is no number of seconds since 1970: '\(Diagnostics.printable(text))'.")
      }
      seconds = number
    }
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func digits(_ value: Int32, _ count: Int = 2) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let day = "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
    return "\(day)T\(digits(parts.tm_hour)):\(digits(parts.tm_min)):\(digits(parts.tm_sec))Z"
  }

  /// Seconds since some moment, for measuring.
  static func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
