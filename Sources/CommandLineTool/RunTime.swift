import Platform
import Text
import ArgumentParser

/// When a run takes place, and when its outputs say that they were made.
enum RunTime {
  /// Now.
  static func now() throws -> Moment {
    guard let moment = Moment(seconds: SystemClock.seconds) else {
      throw ValidationError("the machine's clock shows no year from 1 to 9999.")
    }
    return moment
  }

  /// `generatedAt` of a run of that moment, as `2026-11-24T04:00:00Z`: what SOURCE_DATE_EPOCH says, where it is set. It
  /// decides nothing else.
  ///
  /// Source: reproducible-builds.org, SOURCE_DATE_EPOCH: seconds since 1970 in UTC.
  static func stamp(_ now: Moment) throws -> String {
    guard let text = Console.environment("SOURCE_DATE_EPOCH"), !text.isEmpty else { return now.description }
    guard let number = Int(text), number >= 0, let moment = Moment(seconds: number) else {
      throw ValidationError(
        "SOURCE_DATE_EPOCH is no number of seconds since 1970: '\(SafeText.printable(text))'.")
    }
    return moment.description
  }
}

/// The clock of commands that decide what has expired, or is old: the argument that they share.
struct ClockOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The moment that counts as now, UTC, for tests; the clock if not named.",
      valueName: "YYYY-MM-DDThh:mm:ss"))
  var now: String?

  func validate() throws { _ = try Self.named(now) }

  /// The moment that counts as now.
  func moment() throws -> Moment { try Self.named(now) ?? RunTime.now() }

  /// The day of it, UTC, as `2026-11-24`.
  func today() throws -> String { CalendarDay(containing: try moment()).description }

  /// The moment, for a command that removes what is old.
  func momentToRemove() throws -> Moment { try Self.past(now) ?? RunTime.now() }

  /// What `--now` names.
  static func named(_ now: String?) throws -> Moment? {
    guard let now else { return nil }
    guard now.contains("-"), now.contains(":"), let moment = Moment(now) else {
      throw ValidationError(
        "--now '\(SafeText.printable(now, limit: 60))' is not a moment like 2026-01-30T18:12:23.")
    }
    return moment
  }

  /// The same: a moment in the future would make what is removed look older than it is.
  static func past(_ now: String?) throws -> Moment? {
    guard let moment = try named(now) else { return nil }
    guard moment.seconds <= SystemClock.seconds else {
      throw ValidationError("--now is in the future: what is young would look old.")
    }
    return moment
  }
}
