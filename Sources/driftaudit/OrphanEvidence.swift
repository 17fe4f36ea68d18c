import ArgumentParser
import DriftAudit
import Glibc

/// What tells tables that are left over from those of batches still running.
struct OrphanEvidence: ParsableArguments {
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
      "Completion records, as batches reads them: batch_id and is_complete count. A batch without one is running.",
      valueName: "FILE"), completion: .json)
  var completions: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Rows that were counted: objects with batch_id, staged_rows and main_rows. A batch whose rows are not in main is kept.",
      valueName: "FILE"), completion: .json)
  var mainRows: String?

  @Flag(name: .long, help: "Drop batches too whose rows were counted and are not all in main.")
  var includeUnmerged = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The moment from which ages are counted, UTC; now if not named.", valueName: "YYYY-MM-DDThh:mm:ss"))
  var now: String?

  func validate() throws {
    for (name, value) in [("--completions", completions), ("--main-rows", mainRows)] where value == "" {
      throw ValidationError("\(name) is empty. Is a variable not set?")
    }
    if active.contains("") { throw ValidationError("--active is empty. Is a variable not set?") }
    if includeUnmerged, mainRows == nil {
      throw ValidationError(
        "--include-unmerged is for --main-rows: without it nobody knows what is unmerged.")
    }
    _ = try age()
    _ = try batches()
    _ = try moment()
  }

  /// What the flags come to, and what is wrong with the files that they name.
  func settings() throws -> (OrphanSettings, [Problem]) {
    var settings = OrphanSettings(now: try moment() ?? RunTime.now())
    settings.minAge = try age()
    settings.active = try batches()
    var problems: [Problem] = []
    if let completions {
      let (records, found) = BatchCompletions.load(completions)
      settings.completions = records
      problems += found
    }
    if let mainRows {
      let (rows, found) = MainRows.load(mainRows)
      settings.mainRows = rows
      problems += found
    }
    return (settings, problems)
  }

  private func age() throws -> MinimumAge {
    guard let minAge else { return .usual }
    guard let age = MinimumAge(minAge) else {
      throw ValidationError(
        "--min-age '\(Diagnostics.printable(minAge, limit: 60))' is no number of hours, days or weeks like 36h, 3d or 1w."
      )
    }
    return age
  }

  private func batches() throws -> [ActiveBatch] {
    try active.map { text in
      do throws(GlobError) {
        return try ActiveBatch(text)
      } catch {
        throw ValidationError("--active '\(Diagnostics.printable(text))': \(error.message).")
      }
    }
  }

  /// A moment that lies ahead would make every table look older than it is.
  private func moment() throws -> Moment? {
    guard let now else { return nil }
    guard now.contains("-"), now.contains(":"), let moment = Moment(now) else {
      throw ValidationError(
        "--now '\(Diagnostics.printable(now, limit: 60))' is no moment like 2026-01-30T18:12:23.")
    }
    guard moment.seconds <= time(nil) else {
      throw ValidationError(
        "--now lies ahead of this machine's clock: tables would look older than they are.")
    }
    return moment
  }
}
