import Auditing
import Comparison
import Schema
import Settings

/// How bad a finding or a problem is, from least to worst.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
  case note
  case warning
  case error

  /// `note` before `warning` before `error`.
  public static func < (left: Severity, right: Severity) -> Bool { left.inner < right.inner }

  init(_ severity: Schema.Severity) {
    switch severity {
    case .note: self = .note
    case .warning: self = .warning
    case .error: self = .error
    }
  }

  var inner: Schema.Severity {
    switch self {
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}

/// The lowest severity of unaccepted or expired drift that fails an audit.
public enum FailLevel: String, Sendable, Hashable, CaseIterable {
  case error
  case warning
  case note
  /// Drift never fails the audit; problems still do.
  case never

  var inner: Settings.FailLevel {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    case .never: .never
    }
  }
}

/// The result of an audit.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// Audited in full, and no drift at or above the fail level.
  case pass
  /// Audited in full, and there is drift at or above the fail level.
  case fail
  /// Not audited, or not in full: ``Report/problems`` has the reasons.
  case error

  init(_ verdict: Auditing.Verdict) {
    switch verdict {
    case .pass: self = .pass
    case .fail: self = .fail
    case .error: self = .error
    }
  }

  /// The exit code that `driftaudit` ends with: 0, 1 or 2.
  public var exitCode: Int32 {
    switch self {
    case .pass: 0
    case .fail: 1
    case .error: 2
    }
  }
}
