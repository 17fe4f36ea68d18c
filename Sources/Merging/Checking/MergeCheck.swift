import Engines
import GoogleSQL
import Schema
import Settings
import Text

/// What a MERGE that is there already would do with the staging tables that are there.
package struct MergeCheck: Sendable {
  /// What is told of it, with a newline at its end.
  package let text: String
  /// What it comes to.
  package let verdict: Verdict

  /// What a check comes to.
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Understood in full, and every staging table's columns reach those of main.
    case safe = "SAFE"
    /// Something is missed, fails or lands in the wrong place.
    case notSafe = "NOT SAFE"
    /// A part is not understood, so that nothing is vouched for.
    case unknown = "CANNOT TELL"

    /// 0, 1 or 2.
    package var exitCode: Int32 {
      switch self {
      case .safe: 0
      case .notSafe: 1
      case .unknown: 2
      }
    }
  }

  /// Checks a script.
  ///
  /// - Parameters:
  ///   - bytes: The script, in UTF-8.
  ///   - file: Its path as the user named it.
  ///   - kept: Columns of main that an update leaves as they are on purpose, besides those of the script's comments; `*` for all.
  package init(_ bytes: [UInt8], file: String, _ input: MergeInput, kept: [String]) {
    let reasons = Self.reasons(against: input)
    let (checker, issues) = Self.issues(bytes, input, kept: kept)
    let levels = Set(issues.map(\.level))
    verdict =
      !reasons.isEmpty || levels.contains(.unknown) ? .unknown : levels.contains(.unsafe) ? .notSafe : .safe
    let name = file == "-" ? "<stdin>" : file
    text =
      MergeCheckText(
        issues, of: input, file: name, reasons: reasons, verdict: verdict, onlyTable: checker?.onlyTable
      ).text
  }

  /// Why nothing can be told of the tables themselves, whatever the statement.
  private static func reasons(against input: MergeInput) -> [String] {
    var planner = MergePlanner(input, MergeSettings(), dialect: dialect(of: input))
    planner.checkTables()
    return planner.reasons.map(\.text)
  }

  private static func dialect(of input: MergeInput) -> any SQLDialect {
    MergeChecker.engine(of: input).sqlDialect ?? BigQueryDialect()
  }

  private static func issues(_ bytes: [UInt8], _ input: MergeInput, kept: [String])
    -> (checker: MergeChecker?, issues: [MergeIssue])
  {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return (nil, [MergeIssue(kind: .notUnderstood, place: SQLPlace(), detail: "it is no UTF-8")])
    }
    let script = SQLParser.script(text, dialect(of: input))
    let kept = kept + script.kept
    var checker = MergeChecker(input, kept: kept, isStandIn: false)
    checker.run(script.statements)
    if let only = checker.onlyTable {
      checker = MergeChecker(input, kept: kept, isStandIn: true)
      checker.run(script.statements)
      let others = Count.of(checker.shapeOfTable.count - 1, "other staging table")
      checker.note(.standIn, at: SQLPlace(), only.description.clipped(to: 200), detail: others)
    }
    checker.finish(faults: script.faults)
    return (checker, checker.issues)
  }
}
