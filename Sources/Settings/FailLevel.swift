import Schema

/// From which severity on new or expired drift fails the run.
package enum FailLevel: String, Sendable, Hashable, CaseIterable {
  case error
  case warning
  case note
  case never

  /// The level where nobody sets one.
  package static let usual = warning

  /// Whether drift of `severity` fails the run.
  package func fails(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .note: true
    case .never: false
    }
  }
}
