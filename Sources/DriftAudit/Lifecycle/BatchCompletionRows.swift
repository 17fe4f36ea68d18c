extension BatchCompletions {
  /// Reads a file of completion records: of each the batch, and whether it is complete.
  ///
  /// - Returns: What they tell, and everything that is wrong with them: then some are missing.
  public static func load(_ path: String, _ fields: CompletionFields = CompletionFields()) -> (
    BatchCompletions, [Problem]
  ) {
    var completions = BatchCompletions()
    let found = CompletionRecords([path], fields, need: .complete)
    for record in found.records {
      if let isComplete = record.isComplete { completions.note(record.batch, isComplete: isComplete) }
    }
    return (completions, found.problems)
  }
}
