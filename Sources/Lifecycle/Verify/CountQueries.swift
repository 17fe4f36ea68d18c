import Merging
import Platform
import Schema
import Settings
import Text

/// The BigQuery statements that count what `verify` holds against each other: of staging tables their rows and keys, of main the
/// keys that arrived and the columns that are NULL in their rows.
///
/// Source: BigQuery, "Quotas and limits": 1,000 tables and 1 MiB of text a query; "Query partitioned tables", required filters.
package struct CountQueries: Sendable {
  /// One statement, and the file that its output goes into.
  struct Query: Sendable, Equatable {
    let file: String
    let sql: String
    /// How many tables it names.
    let tables: Int
  }

  /// In the order in which they are printed.
  let queries: [Query]
  /// The folder that the output goes into: of other tables another one.
  let folder: String
  private let subject: VerifySubject
  private let isWholeMain: Bool

  /// The tables of one statement.
  private struct Chunk {
    var batches: [VerifySubject.Batch] = []
    var tables = 0
    var bytes = 0
  }

  /// Writes the statements.
  ///
  /// - Throws: `MergeRefusal` where the key, or the partitions, cannot be told.
  init(_ subject: VerifySubject, _ settings: MergeSettings) throws(MergeRefusal) {
    self.subject = subject
    let sources = try CountSources(subject, settings)
    isWholeMain = sources.readsAllPartitions
    var queries: [Query] = []
    for (number, chunk) in Self.chunks(subject.batches, sources).enumerated() {
      let kinds = [
        ("arrival", sources.arrival(chunk.batches)), ("tables", sources.tables(chunk.batches)),
        ("nulls", sources.nulls(chunk.batches)),
      ]
      queries += kinds.map {
        Query(file: "\($0.0)-\(number + 1).json", sql: $0.1, tables: chunk.tables + 1)
      }
    }
    self.queries = queries
    let names = subject.batches.flatMap(\.tables).map(\.description)
    folder = "verify-\(Digest.hex(names, digits: 12))"
  }

  /// Tables of one statement, as long as no batch has more; tables that one may name, main left out; bytes of their text.
  private static let (usual, most, longest) = (500, 990, 300_000)

  /// Whole batches together: keys that several tables share are one key only where one statement counts them.
  private static func chunks(_ batches: [VerifySubject.Batch], _ sources: CountSources) -> [Chunk] {
    var chunks: [Chunk] = []
    var chunk = Chunk()
    func close() {
      if !chunk.batches.isEmpty { chunks.append(chunk) }
      chunk = Chunk()
    }
    for batch in batches {
      let sizes = batch.tables.map { sources.size(of: $0, in: batch) }
      let bytes = sizes.reduce(0, +)
      if batch.tables.count <= most, bytes <= longest {
        if chunk.tables + batch.tables.count > usual || chunk.bytes + bytes > longest { close() }
        chunk.batches.append(batch)
        chunk.tables += batch.tables.count
        chunk.bytes += bytes
        continue
      }
      // A batch that no statement takes is counted in parts.
      close()
      var part = VerifySubject.Batch(name: batch.name, tables: [])
      for (table, size) in zip(batch.tables, sizes) {
        if part.tables.count == usual || chunk.bytes + size > longest, !part.tables.isEmpty {
          (chunk.batches, chunk.tables) = ([part], part.tables.count)
          close()
          part.tables = []
        }
        part.tables.append(table)
        chunk.bytes += size
      }
      (chunk.batches, chunk.tables) = ([part], part.tables.count)
      close()
    }
    close()
    return chunks
  }

  /// A POSIX shell script that runs all statements, and says what comes then.
  ///
  /// - Parameter command: The words of the command that reads the output, without those that name it; empty to leave it out.
  package func script(command: [String] = []) -> String {
    let tables = subject.batches.reduce(0) { $0 + $1.tables.count }
    var lines = [
      "#!/bin/sh",
      "# Counts \(Count.of(tables, "staging table")) of \(Count.of(subject.batches.count, "batch", plural: "batches")), and their rows in main, by "
        + "\(Count.of(queries.count, "statement")).",
      "# Reads only. Run it with sh, or one statement after the other.",
    ]
    if isWholeMain {
      lines.append(
        "# Reads the key's columns of all of main's partitions: --partition-values names those that the batches wrote to."
      )
    }
    let words = command.map(ShellWord.exact)
    if !words.isEmpty, !words.contains(nil) {
      lines.append("# Then: \((words.compactMap(\.self) + [folder]).joined(separator: " "))")
    }
    lines += ["set -eu", "mkdir -p \(folder)", ""]
    for query in queries {
      let delimiter = Self.delimiter(beside: query.sql)
      lines += [
        "bq query --nouse_legacy_sql --format=json -n 100000000 > \(folder)/\(query.file) <<'\(delimiter)'",
        query.sql, delimiter, "",
      ]
    }
    return lines.joined(separator: "\n")
  }

  /// A word that is no line of the statement. As an argument a long statement would be longer than Linux takes (128 KiB).
  private static func delimiter(beside sql: String) -> String {
    var word = "SQL"
    let lines = Set(sql.split(separator: "\n").map(String.init))
    while lines.contains(word) { word += "_" }
    return word
  }
}
