import Settings

/// Which batches are complete, as the records of their completion tell.
package struct BatchCompletions: Hashable, Sendable {
  private var isCompleteByName: [BatchName: Bool] = [:]

  /// No record at all: every batch lacks one.
  init() {}

  /// Notes a record. Of several records of one batch each has to say that it is complete.
  mutating func note(_ batch: String, isComplete: Bool) {
    let name = BatchName(batch)
    isCompleteByName[name] = isComplete && isCompleteByName[name] ?? true
  }

  /// Whether a batch is complete; nil where there is no record of it.
  func isComplete(_ batch: String) -> Bool? { isCompleteByName[BatchName(batch)] }
}
