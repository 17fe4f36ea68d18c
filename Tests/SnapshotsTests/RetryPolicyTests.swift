@testable import Snapshots
import Testing

@Suite("What is tried again") struct RetryPolicyTests {
  @Test("Waits double, up to a minute, and no chance is in them")
  func waits() {
    #expect((2...9).map(RetryPolicy().wait(beforeAttempt:)) == [1, 2, 4, 8, 16, 32, 60, 60])
    #expect((2...4).map(RetryPolicy(firstWait: 0).wait(beforeAttempt:)) == [0, 0, 0])
    #expect((2...3).map(RetryPolicy(firstWait: 90).wait(beforeAttempt:)) == [90, 90])
  }

  @Test(
    "What passes is tried again",
    arguments: [
      "BigQuery error in query operation: Error processing job: Exceeded rate limits: too many api requests",
      "Quota exceeded: Your project exceeded quota for concurrent queries.", "reason: backendError",
      "HTTP error 503",
      "An internal error occurred and the request could not be completed. Error: 123 internalError",
      "psql: error: could not connect to server: Connection refused",
      "FATAL:  sorry, too many clients already",
      "server closed the connection unexpectedly", "FATAL:  the database system is starting up",
      "ConnectionResetError: [Errno 104] Connection reset by peer",
      "could not translate host name \"db\" to address: Temporary failure in name resolution",
    ])
  func passing(_ text: String) { #expect(RetryPolicy.isTransient(text)) }

  @Test(
    "What stays is not, whatever name it quotes",
    arguments: [
      "Not found: Dataset p:backenderror was not found in location EU", "Access Denied: Table p:rate limit.x",
      "Syntax error: Unexpected end of script; try again",
      "You do not currently have an active account selected.",
      "fe_sendauth: no password supplied, connection reset", "Invalid value: ds_503", "", "exit",
      "FATAL:  database \"timed out\" does not exist",
      "fatal: password authentication failed for user \"503\"",
    ])
  func staying(_ text: String) { #expect(!RetryPolicy.isTransient(text)) }
}
