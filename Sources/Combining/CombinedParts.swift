import Auditing
import JSONInput
import Schema

/// Parts of one estate put together: one a project, a region or a shard. The order and the grouping of the parts make no
/// difference to the bytes.
package struct CombinedParts: Sendable {
  /// What the parts are together; nil where they do not go together, or one could not be read.
  package private(set) var result: Result?
  /// What is wrong, sorted.
  package private(set) var problems: [Problem] = []

  /// What parts are together.
  package enum Result: Sendable {
    /// Rows of shapes, a line each.
    case shapes(String)
    /// A JSON report, and its verdict.
    case report(String, Verdict)
  }

  /// Reads parts and puts them together.
  package init(_ files: [InputFile]) {
    var shapes = CombinedShapes()
    var report = CombinedReport()
    var kinds: [(isReport: Bool, place: SourcePlace)] = []
    var found: [Problem] = []
    let texts = NestedJSON()
    for file in files {
      found += PartFile.read(file) { value, place in
        let isReport = value.member("schemaVersion") != nil && value.member("audits") != nil
        do throws(PartError) {
          if isReport {
            try report.add(JSONTree(value))
          } else {
            try shapes.add(value, texts, at: place)
          }
          kinds.append((isReport, place))
        } catch {
          found.append(Problem(at: place, error.message))
        }
      }
    }
    if let other = kinds.first(where: { $0.isReport != kinds[0].isReport }) {
      found.append(
        Problem(at: other.place, "shapes and reports do not go together: combine the ones, then the others."))
    }
    let isReport = kinds.first?.isReport ?? false
    found += isReport ? report.conflicts : shapes.conflicts
    problems = found.sorted()
    guard found.isEmpty, !kinds.isEmpty else { return }
    result = isReport ? .report(report.text, report.verdict) : .shapes(shapes.text)
  }
}

/// Why a value is no part.
struct PartError: Error {
  /// With a full stop.
  let message: String
}
