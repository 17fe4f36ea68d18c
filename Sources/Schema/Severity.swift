/// How bad a finding or a problem is, from least to worst.
@usableFromInline package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case note
  case warning
  case error

  /// `note` before `warning` before `error`.
  @inlinable package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  @usableFromInline @inline(__always) var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
