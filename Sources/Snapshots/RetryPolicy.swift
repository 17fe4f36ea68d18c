/// What is tried again, how often, and after how long.
package struct RetryPolicy: Hashable, Sendable {
  /// How often something is tried at most.
  package var attempts: Int
  /// Seconds before the second attempt; each wait after it is twice as long, up to a minute.
  package var firstWait: Int
  private static let longestWait = 60

  /// A policy; `attempts` counts from 1.
  package init(attempts: Int = 5, firstWait: Int = 1) {
    self.attempts = attempts
    self.firstWait = firstWait
  }

  /// Seconds before an attempt, which counts from 2.
  func wait(beforeAttempt attempt: Int) -> Int {
    var wait = firstWait
    for _ in 2..<max(attempt, 2) where wait < Self.longestWait { wait *= 2 }
    return min(wait, max(Self.longestWait, firstWait))
  }

  /// Whether what a program says speaks of something that passes. What it says for certain will not pass comes first: names
  /// that it quotes may hold anything.
  ///
  /// Source: BigQuery documentation, "Error messages" (backendError, internalError, jobBackendError, jobInternalError,
  /// jobRateLimitExceeded, quotaExceeded, rateLimitExceeded, tableUnavailable: try again); PostgreSQL documentation,
  /// "PostgreSQL Error Codes", classes 08, 53 and 57; PyPA's and libcurl's words for a connection that breaks.
  static func isTransient(_ text: String) -> Bool {
    let words = text.lowercased()
    if permanent.contains(where: words.contains) { return false }
    return transient.contains(where: words.contains)
  }

  private static let permanent = [
    "not found", "notfound", "access denied", "accessdenied", "permission denied", "permission_denied",
    "invalidquery",
    "invalid query", "syntax error", "does not exist", "unrecognized name", "no password supplied",
    "authentication failed", "do not currently have an active account", "reauthentication", "invalid_grant",
    "unauthenticated", "invalid credentials", "billing has not been enabled", "no such file",
  ]

  private static let transient = [
    "rate limit", "ratelimitexceeded", "quota exceeded", "quotaexceeded", "exceeded quota",
    "too many requests",
    "backenderror", "backend error", "internalerror", "internal error", "tableunavailable", "unavailable",
    "bad gateway", "gateway timeout", "error 502", "error 503", "error 504", "code 502", "code 503",
    "code 504",
    "status 502", "status 503", "status 504", "connection reset", "connection refused", "connection aborted",
    "connection timed out", "connection error", "connection to server was lost", "broken pipe",
    "closed the connection unexpectedly", "terminating connection", "could not connect", "cannot connect",
    "network is unreachable", "temporary failure", "name resolution", "unable to find the server",
    "remote end closed", "too many clients", "too many connections", "remaining connection slots",
    "database system is starting up", "database system is shutting down", "timed out", "try again",
    "could not set lock",
  ]
}
