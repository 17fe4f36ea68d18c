import Auditing
import JSONInput
import Lifecycle
import Schema
import Settings
import ArgumentParser

/// What tells tables that are left over from those of batches still running.
struct OrphanEvidence: ParsableArguments {
  @OptionGroup var age: AgeOptions
  @OptionGroup var records: CompletionOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Rows that were counted: objects with batch_id, staged_rows and main_rows. A batch whose rows are not in main is kept.",
      valueName: "FILE"), completion: .json)
  var mainRows: String?

  @Flag(name: .long, help: "Drop batches too whose rows were counted and are not all in main.")
  var includeUnmerged = false

  func validate() throws {
    if mainRows == "" { throw ValidationError("--main-rows is empty. Is a variable not set?") }
  }

  /// What flags and configuration come to, and what is wrong with the files that they name.
  func settings(_ audits: [AuditSpec]) throws -> (OrphanSettings, [Problem]) {
    let said = try audits.map { try self.said(over: $0.settings.lifecycle) }
    guard let first = said.first else { return (OrphanSettings(now: try age.moment()), []) }
    guard said.allSatisfy({ $0 == first }) else {
      throw ValidationError(
        "driftaudit.yml says other things of the lifecycle of other mains: --main says which one is meant.")
    }
    if includeUnmerged, mainRows == nil, first.counts.isEmpty {
      throw ValidationError(
        "--include-unmerged is for --main-rows, or `lifecycle.counts` in driftaudit.yml: without these nobody knows what is "
          + "unmerged.")
    }
    var (settings, problems) = OrphanSettings.load(first, now: try age.moment())
    if !records.completions.isEmpty {
      let files = InputFiles(records.completions)
      let (completions, found) = BatchCompletions.load(files.files.map(\.path), first.completionFields)
      settings.completions = completions
      problems += files.problems + found
    }
    if let mainRows {
      let (rows, found) = MainRows.load(mainRows)
      settings.mainRows = rows
      problems += found
    }
    settings.includesUnmerged = includeUnmerged
    return (settings, problems)
  }

  /// What one audit's settings come to. Files that flags name have to tell what they are named for, and are read apart.
  private func said(over configured: LifecycleSettings) throws -> LifecycleSettings {
    var said = configured.evidence
    try age.apply(to: &said)
    try records.apply(to: &said)
    if !records.completions.isEmpty { said.completions = [] }
    if mainRows != nil { said.counts = [] }
    return said
  }
}
