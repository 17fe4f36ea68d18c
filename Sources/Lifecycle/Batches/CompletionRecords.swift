import Text
import JSONInput
import Schema
import Settings

/// The completion records of some files.
package struct CompletionRecords: Sendable {
  /// In the order of the files.
  private(set) var records: [CompletionRecord] = []
  /// What is wrong with them, sorted: then some are missing.
  package private(set) var problems: [Problem] = []
  /// The field that names who completed, for messages.
  let completedField: String

  /// How many records there are.
  var count: Int { records.count }
  /// Whether any of them says whether its batch is complete.
  var tellCompleteness: Bool { records.contains { $0.isComplete != nil } }

  /// Reads files of Firestore documents as the REST API writes them, of exports of them by name or in an array, of objects one
  /// a line, and of rows of a table, each found by its content.
  ///
  /// - Parameters:
  ///   - paths: The files; pages of one list in their order.
  ///   - fields: What the fields are called.
  package init(_ paths: [String], _ fields: CompletionFields) { self.init(paths, fields, need: .completed) }

  init(_ paths: [String], _ fields: CompletionFields, need: CompletionNeed) {
    completedField = fields.shown(.completed)
    let reader = CompletionRecordReader(fields: fields, need: need)
    var records: [CompletionRecord] = []
    /// What to say if no page follows.
    var openPage: Problem?
    for path in paths {
      let file = InputFile(path: path).displayName
      var plain = 0
      problems += JSONRows.read(path) { row in
        let documents = CompletionDocuments(row.value, fields)
        if let page = documents.page {
          openPage = nil
          if let token = page.tokenPath {
            let place = row.place(token)
            openPage = Problem(
              file: file, line: place.line, column: place.column,
              "the list goes on: 'nextPageToken' asks for a page that is not here. Give all pages, in their order."
            )
          }
        } else {
          plain += documents.all.count
        }
        for document in documents.all {
          if let record = reader.record(document, &row) { records.append(record) }
        }
      }
      if plain == Self.mostRows {
        problems.append(
          Problem(
            .warning, file: file, line: 1, column: 1,
            "exactly \(Self.mostRows) records, which is all that `bq query` prints unless -n is given: records may be missing. "
              + "Export them with -n 100000000."))
      }
    }
    if let openPage { problems.append(openPage) }
    if records.isEmpty, problems.isEmpty, !paths.isEmpty {
      let files = paths.map { InputFile(path: $0).displayName }.joined(separator: ", ")
      problems.append(
        Problem(.error, "there is no completion record in \(files.clipped()): nothing can be checked by it."))
    }
    self.records = records
    problems.sort()
  }

  /// Rows that `bq query` prints unless told otherwise.
  private static let mostRows = 100
}
