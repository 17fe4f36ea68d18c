import Schema
import Settings

extension BatchCompletions {
  /// Reads a file of completion records: of each the batch, and whether it is complete.
  ///
  /// - Returns: What they tell, and everything that is wrong with them: then some are missing.
  static func load(_ path: String, _ fields: CompletionFields = CompletionFields()) -> (
    BatchCompletions, [Problem]
  ) {
    load([path], fields)
  }

  /// Reads files of completion records, pages of one list in their order.
  ///
  /// - Returns: What they tell, and everything that is wrong with them: then some are missing.
  package static func load(_ paths: [String], _ fields: CompletionFields) -> (BatchCompletions, [Problem]) {
    let found = CompletionRecords(paths, fields, need: .complete)
    return (BatchCompletions(found), found.problems)
  }

  /// Which batches are complete. A batch whose records do not tell has none.
  init(_ found: CompletionRecords) {
    self.init()
    for record in found.records {
      if let isComplete = record.isComplete { note(record.batch, isComplete: isComplete) }
    }
  }
}
