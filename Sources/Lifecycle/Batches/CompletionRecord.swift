import Settings
import Text

/// What one record tells of a batch, or of one worker of it.
struct CompletionRecord: Hashable, Sendable {
  /// The batch as the record spells it.
  let batch: String
  /// Whether the batch is complete; nil where the record does not tell.
  var isComplete: Bool?
  /// How many workers, or players, the batch has.
  var expected: Int?
  /// Those that completed.
  var completed = CompletionNames()
  /// Those that failed.
  var failed = CompletionNames()
  /// When the batch began.
  var start: Moment?
}

/// Names of workers, players or tables, or only how many there are.
struct CompletionNames: Hashable, Sendable {
  /// Each once, in the record's order.
  var names: [String] = []
  /// How many there are, where a record tells no more.
  var count = 0

  /// How many there are.
  var total: Int { max(names.count, count) }
  /// Whether all of them are named.
  var areAllNamed: Bool { count <= names.count }
}

/// What a record has to tell.
enum CompletionNeed: Hashable, Sendable {
  /// Whether its batch is complete.
  case complete
  /// Who completed.
  case completed
  /// Whether its batch is complete, where it tells that.
  case anything
}

/// Reads a document as a completion record. What is wrong goes into the row's reports.
struct CompletionRecordReader {
  let fields: CompletionFields
  let need: CompletionNeed

  /// The record; nil where it lacks what is needed.
  func record(_ document: CompletionDocument, _ row: inout JSONRow) -> CompletionRecord? {
    guard let batch = batch(document, &row) else { return nil }
    var record = CompletionRecord(batch: batch)
    record.start = value(.start, document, &row)?.moment
    switch need {
    case .complete:
      guard let isComplete = truth(.complete, document, &row) else { return nil }
      record.isComplete = isComplete
      return record
    case .anything:
      // Whether a worker is complete says nothing of its batch.
      let isWhole = find(.completed, document) != nil || worker(of: document, &row) == nil
      if isWhole, value(.complete, document, &row) != nil {
        record.isComplete = truth(.complete, document, &row)
      }
      return record
    case .completed:
      if find(.completed, document) == nil, let worker = worker(of: document, &row) {
        return single(worker, record, document, &row)
      }
      return whole(record, document, &row)
    }
  }

  /// A record of a whole batch.
  private func whole(_ record: CompletionRecord, _ document: CompletionDocument, _ row: inout JSONRow)
    -> CompletionRecord?
  {
    var record = record
    if value(.complete, document, &row) != nil {
      record.isComplete = truth(.complete, document, &row)
    }
    if let expected = value(.expected, document, &row) {
      record.expected = names(expected, .expected, document, &row)?.total
    }
    guard let completed = required(.completed, document, &row),
      let completed = names(completed, .completed, document, &row)
    else { return nil }
    record.completed = completed
    if let failed = value(.failed, document, &row) {
      guard let failed = names(failed, .failed, document, &row) else { return nil }
      record.failed = failed
    }
    return record
  }

  // MARK: Fields

  private func find(_ name: CompletionFields.Name, _ document: CompletionDocument)
    -> (name: String, field: CompletionDocument.Field)?
  {
    for candidate in fields.candidates(name) {
      let field = document.field(candidate)
      if case .absent = field { continue }
      return (candidate, field)
    }
    return nil
  }

  /// A field's value; nil where it is not there, null, or cannot be read.
  private func value(_ name: CompletionFields.Name, _ document: CompletionDocument, _ row: inout JSONRow)
    -> RecordValue?
  {
    guard let (found, field) = find(name, document) else { return nil }
    switch field {
    case .absent, .value(.null): return nil
    case .value(let value): return value
    case .unreadable:
      row.report(document.path(to: found), "'\(found.clipped())' is no value of Firestore.")
      return nil
    }
  }

  private func required(
    _ name: CompletionFields.Name, _ document: CompletionDocument, _ row: inout JSONRow
  ) -> RecordValue? {
    if let (_, field) = find(name, document) {
      if case .value(.null) = field { return .null }
      return value(name, document, &row)
    }
    let shown = fields.shown(name)
    let nearest = NearestName.find(shown, among: document.names.map { $0.clipped() })
    row.report(
      document.path,
      "a row without '\(shown.clipped())'"
        + (nearest.map { " (nearest: \($0)). --field \(name.rawValue)=… says what it is called." } ?? "."))
    return nil
  }

  private func batch(_ document: CompletionDocument, _ row: inout JSONRow) -> String? {
    if find(.batch, document) == nil, let id = document.id { return id }
    guard let value = required(.batch, document, &row) else { return nil }
    if case .text(let text) = value, !text.isEmpty { return text }
    let shown = fields.shown(.batch)
    row.report(
      document.path(to: shown),
      "'\(shown.clipped())' must be a string that is not empty, not \(value.kindName).")
    return nil
  }

  private func truth(_ name: CompletionFields.Name, _ document: CompletionDocument, _ row: inout JSONRow)
    -> Bool?
  {
    guard let value = required(name, document, &row) else { return nil }
    switch value {
    case .truth(let truth): return truth
    case .text("true"): return true
    case .text("false"): return false
    case .null, .text, .number, .list, .map, .other:
      let shown = fields.shown(name)
      row.report(
        document.path(to: shown), "'\(shown.clipped())' must be true or false, not \(value.kindName).")
      return nil
    }
  }

  // MARK: Names

  /// Names, or how many there are: an array of texts or objects, an object by names, a number, or one of these as text.
  private func names(
    _ value: RecordValue, _ name: CompletionFields.Name, _ document: CompletionDocument, _ row: inout JSONRow
  ) -> CompletionNames? {
    let shown = find(name, document)?.name ?? fields.shown(name)
    func wrong(_ what: String) -> CompletionNames? {
      row.report(
        document.path(to: shown), "'\(shown.clipped())' must be an array of names or their number\(what).")
      return nil
    }
    switch value.unpacked ?? value {
    case .number(let count) where count >= 0: return CompletionNames(count: count)
    case .text(let text):
      guard let count = Int(text), count >= 0 else { return wrong("") }
      return CompletionNames(count: count)
    case .map(let members): return Self.distinct(members.map(\.name))
    case .list(let elements):
      var names: [String] = []
      for element in elements {
        guard let name = self.name(in: element) else { return wrong(", and one of it names nobody") }
        names.append(name)
      }
      return Self.distinct(names)
    case .null, .number, .truth, .other: return wrong(", not \(value.kindName)")
    }
  }

  private func name(in element: RecordValue) -> String? {
    switch element {
    case .text(let text): return text.isEmpty ? nil : text
    case .number(let number): return String(number)
    case .map:
      let candidates = fields.candidates(.table) + fields.candidates(.worker)
      return candidates.lazy.compactMap { element[$0] }.first { $0 != .null }.flatMap {
        if case .text(let text) = $0, !text.isEmpty { text } else { nil }
      }
    case .null, .truth, .list, .other: return nil
    }
  }

  private static func distinct(_ names: [String]) -> CompletionNames {
    var seen: Set<String> = []
    return CompletionNames(names: names.filter { seen.insert($0).inserted })
  }

  // MARK: A record for each worker

  /// Words for what became of a worker, in lower case.
  private static let words: (completed: Set<String>, failed: Set<String>, open: Set<String>) = (
    ["completed", "complete", "success", "succeeded", "successful", "done", "ok", "finished", "true"],
    ["failed", "fail", "failure", "error", "errored", "false"],
    ["started", "running", "pending", "queued", "processing", "in_progress", "in-progress", "in progress"]
  )

  private func worker(of document: CompletionDocument, _ row: inout JSONRow) -> String? {
    for name in [CompletionFields.Name.table, .worker] {
      if let value = value(name, document, &row), let found = self.name(in: value) { return found }
    }
    return nil
  }

  private func single(
    _ worker: String, _ record: CompletionRecord, _ document: CompletionDocument, _ row: inout JSONRow
  ) -> CompletionRecord? {
    var record = record
    // Whether a worker is complete says nothing of its batch.
    record.isComplete = nil
    let names = CompletionNames(names: [worker])
    if let status = value(.status, document, &row) {
      let word: String
      switch status {
      case .text(let text): word = text.lowercased()
      case .truth(let truth): word = String(truth)
      case .null, .number, .list, .map, .other: word = status.kindName
      }
      if Self.words.completed.contains(word) {
        record.completed = names
      } else if Self.words.failed.contains(word) {
        record.failed = names
      } else if !Self.words.open.contains(word) {
        let shown = find(.status, document)?.name ?? fields.shown(.status)
        row.report(
          document.path(to: shown),
          "'\(shown.clipped())' is '\(word.clipped())', which means neither completed nor failed, such as 'completed', 'failed', "
            + "'running'.")
        return nil
      }
    } else if find(.complete, document) != nil {
      guard let isComplete = truth(.complete, document, &row) else { return nil }
      if isComplete { record.completed = names }
    } else {
      record.completed = names
    }
    return record
  }
}
