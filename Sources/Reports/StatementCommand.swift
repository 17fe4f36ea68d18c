import Auditing
import Comparison
import Schema
import Settings
import Text

/// The commands that write statements for the tables of an audit, as they are typed into a shell.
struct StatementCommand {
  /// `driftaudit merge`, with what it has to know; nil where no shell could say it, or no statement would help.
  let merge: String?
  /// `driftaudit repair --target staging`; nil as `merge` is.
  let repair: String?

  init(_ audit: ComparedAudit, in report: DriftReport) {
    guard let origin = audit.origin, let selection = origin.selection,
      MergeSettings.dialects.contains(audit.main.schema.engine),
      audit.schemas.allSatisfy({ $0.sampledRecords == nil }),
      audit.findings.contains(where: { $0.status.counts }), !audit.hasUnnamedTables
    else {
      (merge, repair) = (nil, nil)
      return
    }
    var words: [String]
    switch selection {
    case .configured(let main): words = report.audits.count > 1 ? ["--main", main] : []
    case .words(let all): words = all
    }
    if let configuration = report.configuration, configuration != Configuration.usualFile {
      words += ["--config", configuration]
    }
    let quoted = words.compactMap(ShellWord.exact)
    guard quoted.count == words.count, !origin.sources.contains(where: { $0.hasPrefix("-") }) else {
      (merge, repair) = (nil, nil)
      return
    }
    merge = (["driftaudit merge"] + quoted + (origin.hasKey ? [] : ["--key …"])).joined(separator: " ")
    repair = (["driftaudit repair"] + quoted + ["--target staging"]).joined(separator: " ")
  }
}
