import Output

/// One way to write a clean-up script: `bq` or `sql`.
package protocol CleanUpScript: Sendable {
  /// The name by which users ask for it.
  var name: String { get }
  /// Writes the script. The same plan always gives the same bytes.
  ///
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(_ plan: CleanUpPlan, to sink: ReportSink) throws(ReportError)
}

/// The kinds of clean-up scripts.
package enum CleanUpScripts {
  /// Every kind, by name.
  package static let all: [any CleanUpScript] = [BqCleanUp(), SQLCleanUp()]

  /// The kind with this name, or nil where there is none.
  package static func named(_ name: String) -> (any CleanUpScript)? { all.first { $0.name == name } }
}

extension ReportWriter {
  /// Writes a clean-up script to `path`, whole or not at all, as reports are.
  ///
  /// - Returns: the number of bytes.
  /// - Throws: `ReportError` with the name of the file; an earlier script is then as it was.
  @discardableResult
  package static func write(
    _ plan: CleanUpPlan, as script: any CleanUpScript, to path: String
  ) throws(ReportError) -> Int {
    try write(to: path) { sink throws(ReportError) in try script.write(plan, to: sink) }
  }
}
