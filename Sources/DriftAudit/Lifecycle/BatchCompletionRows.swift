extension BatchCompletions {
  /// Reads a file of objects with `batch_id` and `is_complete`, one a line or in an array.
  ///
  /// - Returns: What they tell, and everything that is wrong with them: then some are missing.
  public static func load(_ path: String) -> (BatchCompletions, [Problem]) {
    var completions = BatchCompletions()
    let problems = JSONRows.read(path) { row in
      guard let batch = row.text("batch_id"), let isComplete = row.truth("is_complete") else { return }
      completions.note(batch, isComplete: isComplete)
    }
    return (completions, problems)
  }
}
