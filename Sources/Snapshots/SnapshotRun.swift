import Engines
import Output
import Platform
import Schema
import Settings
import Text
import Synchronization

/// Takes a snapshot of parts of one engine's catalog: each asked for by the engine's own program, several at once.
package struct SnapshotRun: Sendable {
  /// What is asked, all of one engine.
  package var addresses: [CatalogAddress]
  /// How it is asked.
  package var options = SnapshotOptions()
  /// Seconds that a call may take.
  package var timeout = 600
  /// What is tried again.
  package var retry = RetryPolicy()
  /// How many parts are asked about at once.
  package var jobs = 4
  /// When it is taken, UTC, as `2026-11-24T04:00:00Z`.
  var takenAt: String
  /// The signals that end it.
  var interruption: Interruption
  /// Called, from any thread, with what a user may want to know while waiting.
  package var note: @Sendable (String) -> Void = { _ in }

  /// A run for parts of one engine's catalog.
  package init(_ addresses: [CatalogAddress], takenAt: String, interruption: Interruption) {
    self.addresses = addresses
    self.takenAt = takenAt
    self.interruption = interruption
  }

  /// What a run came to.
  package enum Outcome: Sendable {
    /// All was answered and is in the folder, the manifest too.
    case taken(SnapshotManifest)
    /// What was not answered; nothing of the folder is of use.
    case failed([Problem])
    /// A signal came.
    case interrupted(Int32)
  }

  /// Asks everything, and writes the answers and the manifest into a folder.
  package func take(into folder: SnapshotFolder) -> Outcome {
    guard let engine = addresses.first?.engine, let client = engine.snapshotClient else {
      return .failed([])
    }
    let asker = SnapshotAsker(run: self, folder: folder.path)
    let version: String
    do throws(SnapshotFailure) {
      version = try asker.version(of: client)
    } catch {
      return outcome(of: [error])
    }
    let parts = numbered(addresses.map { client.questions($0, options) })
    let answers = Mutex<[[Result<SnapshotManifest.File, SnapshotFailure>]]>(parts.map { _ in [] })
    WaitingThreads.run(min(jobs, parts.count), over: parts.count) { part in
      for question in parts[part] {
        let answer = asker.answer(question)
        answers.withLock { $0[part].append(answer) }
        // What one view does not tell of, the next will not tell of either.
        if case .failure = answer { break }
      }
    }
    let all = answers.withLock { $0 }
    let failures = all.flatMap { $0 }.compactMap {
      if case .failure(let failure) = $0 { failure } else { nil }
    }
    if interruption.signal != nil || !failures.isEmpty { return outcome(of: failures) }
    let files = all.flatMap { $0.compactMap { try? $0.get() } }
    let none = zip(addresses, all).compactMap { address, answers -> SnapshotFailure? in
      guard case .success(let columns)? = answers.first, columns.rows == 0 else { return nil }
      return SnapshotFailure(
        client.program,
        "\(address): there is no table, or none that this account may see. Is the name right?")
    }
    if !none.isEmpty { return outcome(of: none) }
    let manifest = SnapshotManifest(
      takenAt: takenAt, engine: engine,
      client: SnapshotManifest.Client(program: client.program, version: version), files: files)
    // The folder was made for this snapshot.
    var outputs = RunOutputs()
    do throws(ReportError) {
      try outputs.write(
        manifest.text, to: RelativePath.file(SnapshotManifest.fileName, in: folder.path))
    } catch {
      return .failed([Problem(file: SnapshotManifest.fileName, error.reason)])
    }
    return .taken(manifest)
  }

  private func outcome(of failures: [SnapshotFailure]) -> Outcome {
    if let signal = interruption.signal { return .interrupted(signal) }
    var problems = failures.map(\.problem)
    if addresses.count > 1, !failures.isEmpty {
      let failed = Set(failures.compactMap(\.address))
      let others = addresses.filter { !failed.contains($0) }
      if !failed.isEmpty, !others.isEmpty {
        let names = others.map { $0.description.clipped() }.joined(separator: ", ")
        problems.append(
          Problem(.note, "nothing was kept of what could be read (\(names)): a snapshot is whole or is none.")
        )
      }
    }
    return .failed(problems)
  }

  /// Gives each question a file of its own: names may be alike once they are names of files.
  private func numbered(_ parts: [[SnapshotQuestion]]) -> [[SnapshotQuestion]] {
    var taken: Set<String> = []
    return parts.map { questions in
      questions.map { question in
        var question = question
        let plain = Self.fileName(question.fileName)
        var name = plain
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
          name = "\(plain)-\(number)"
          number += 1
        }
        question.fileName = name + question.fileEnding
        return question
      }
    }
  }

  /// A name that every file system takes, and that a search for exports does not leave.
  private static func fileName(_ name: String) -> String {
    let letters = name.unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        || scalar == "_" || scalar == "-" || scalar == "."
      return isPlain ? Character(scalar) : "_"
    }
    // Both ends tell most: the project, and the view.
    let whole = String(letters.count <= 200 ? letters : Array(letters.prefix(100) + letters.suffix(99)))
    return whole.hasPrefix(".") || whole.hasPrefix("-") ? "_" + whole.dropFirst() : whole
  }
}
