import Merging
import Schema

/// Why there is no script at all.
package struct RepairRefusal: Error, Hashable, Sendable {
  /// All reasons.
  package let problems: [Problem]

  init(_ reasons: [MergeRefusal.Reason]) {
    problems = reasons.map { Problem(.error, "no repair: \($0.text)") }
  }
}
