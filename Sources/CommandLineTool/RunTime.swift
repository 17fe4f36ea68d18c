import Platform
import Text
import ArgumentParser

/// When a run takes place.
enum RunTime {
  /// Now, or what SOURCE_DATE_EPOCH says.
  ///
  /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH: seconds since 1970 in UTC.
  static func now() throws -> Moment {
    var seconds = SystemClock.seconds
    if let text = Console.environment("SOURCE_DATE_EPOCH"), !text.isEmpty {
      guard let number = Int(text), number >= 0, number < 253_402_300_800 else {
        throw ValidationError(
          "SOURCE_DATE_EPOCH is no number of seconds since 1970: '\(SafeText.printable(text))'.")
      }
      seconds = number
    }
    guard let moment = Moment(seconds: seconds) else {
      throw ValidationError("the machine's clock shows no year from 1 to 9999.")
    }
    return moment
  }

  /// The same as `2026-11-24T04:00:00Z`.
  static func stamp() throws -> String { try now().description }
}
