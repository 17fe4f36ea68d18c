import Settings
import Text
import ArgumentParser

/// Which batches are running: the arguments that `orphans` and `status` share. They win over `lifecycle` of driftaudit.yml.
struct AgeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A batch is running where anything of it is younger, by creation or by its number: 24h (default), 36h, 3d, 1w.",
      valueName: "SPAN"))
  var minAge: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A batch that is running, by its name, a pattern, or the number in its name (repeatable).",
      valueName: "BATCH"))
  var active: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The moment from which ages are counted, UTC; now if not named.", valueName: "YYYY-MM-DDThh:mm:ss"))
  var now: String?

  func validate() throws {
    if active.contains("") { throw ValidationError("--active is empty. Is a variable not set?") }
    var settings = LifecycleSettings()
    try apply(to: &settings)
    _ = try ClockOptions.past(now)
  }

  /// Puts what flags say in the place of what is configured.
  func apply(to settings: inout LifecycleSettings) throws {
    if let minAge {
      guard let age = MinimumAge(minAge) else {
        throw ValidationError(
          "--min-age '\(SafeText.printable(minAge, limit: 60))' is no number of hours, days or weeks like 36h, 3d or 1w."
        )
      }
      settings.minAge = age
    }
    if !active.isEmpty {
      settings.active = try active.map { text in
        do throws(GlobError) {
          return try ActiveBatch(text)
        } catch {
          throw ValidationError("--active '\(SafeText.printable(text))': \(error.message).")
        }
      }
    }
  }

  /// The moment from which ages are counted.
  func moment() throws -> Moment { try ClockOptions.past(now) ?? RunTime.now() }
}
