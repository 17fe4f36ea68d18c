/// Why there is no script at all.
public struct RepairRefusal: Error, Hashable, Sendable {
  /// All reasons.
  public let problems: [Problem]

  init(_ reasons: [MergeRefusal.Reason]) {
    problems = reasons.map { Problem(.error, "no repair: \($0.text)") }
  }
}
