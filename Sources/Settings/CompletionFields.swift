import Text

/// What the fields of completion records are called.
package struct CompletionFields: Hashable, Sendable {
  /// One thing that a record tells.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    /// The batch's name.
    case batch
    /// Whether the batch is complete.
    case complete
    /// How many workers, or players, the batch has.
    case expected
    /// Those that completed: an array of names, of objects, or their number.
    case completed
    /// Those that failed, in the same way.
    case failed
    /// Of a record for each worker, and of objects in an array: the worker or player.
    case worker
    /// The same by the name of its table.
    case table
    /// Of a record for each worker: what became of it.
    case status
    /// When the batch began.
    case start
  }

  private var names: [Name: [String]] = [
    .batch: ["batch_id"], .complete: ["is_complete"], .expected: ["expected_players"],
    .completed: ["completed_players"], .failed: ["failed_players"],
    .worker: ["worker", "worker_id", "player", "player_lookup"],
    .table: ["table", "table_name", "staging_table"], .status: ["status"], .start: ["start_time"],
  ]

  /// The names that records of a prediction service have.
  package init() {}

  /// Says what a field is called, by `NAME=FIELD`.
  ///
  /// - Returns: What is wrong with the text; nil where nothing is.
  package mutating func set(_ text: String) -> String? {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { return "it is not NAME=FIELD" }
    guard let name = Name(rawValue: parts[0]) else {
      let known = Name.allCases.map(\.rawValue)
      return String(Suggestion.unknown("name", parts[0], known: known).dropLast())
    }
    set(name, to: parts[1])
    return nil
  }

  /// Says what a field is called.
  mutating func set(_ name: Name, to field: String) { names[name] = [field] }

  /// The fields that may hold it, the first that is there counts.
  package func candidates(_ name: Name) -> [String] { names[name] ?? [] }

  /// The field as messages name it.
  package func shown(_ name: Name) -> String { candidates(name).first ?? name.rawValue }

  /// Whether any of the fields is called so.
  package func isKnown(_ field: String) -> Bool { names.values.contains { $0.contains(field) } }
}
