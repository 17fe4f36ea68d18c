import Engines
import JSONInput
import Platform
import Schema
import Settings
import Text

/// Why something was not answered.
struct SnapshotFailure: Error, Hashable {
  /// The program that was called.
  var program: String
  /// What was asked about; nil where nothing came to that.
  var address: CatalogAddress?
  /// What went wrong, what was tried, and what to do next.
  var message: String

  init(_ program: String, about address: CatalogAddress? = nil, _ message: String) {
    self.program = program
    self.address = address
    self.message = message
  }

  /// The failure under the name of the program that was called.
  var problem: Problem { Problem(file: program, message) }
}

/// Asks questions until they are answered, or until asking again is of no use.
struct SnapshotAsker: Sendable {
  let run: SnapshotRun
  /// Where answers go.
  let folder: String

  /// Bytes that are shown of what a program said, and of what it printed in place of an answer.
  private static let shownBytes = 1200

  /// How one attempt failed.
  private struct Fault: Error {
    var message: String
    var isTransient = false
  }

  // MARK: Versions

  /// What a program says its version is.
  func version(of client: any SnapshotClient) throws(SnapshotFailure) -> String {
    let call = ProgramCall(program: client.program, arguments: client.versionArguments)
    do throws(Fault) {
      let path = try attempt(call, into: "version")
      defer { try? FileSystem.removeFile(path) }
      let lines = FileBytes.beginning(of: path).split(whereSeparator: \.isNewline)
      guard let line = lines.first(where: { !$0.isEmpty }) else {
        throw Fault(message: "said nothing when asked for its version.")
      }
      return String(line).clipped(to: 200)
    } catch {
      throw SnapshotFailure(client.program, "\(error.message) \(byHand(call))")
    }
  }

  // MARK: Answers

  /// The answer to a question, in a file of the folder.
  func answer(_ question: SnapshotQuestion) -> Result<SnapshotManifest.File, SnapshotFailure> {
    var number = 1
    while true {
      do throws(Fault) {
        return .success(try answer(question, attempt: number))
      } catch {
        let next = number + 1
        guard error.isTransient, number < run.retry.attempts, run.interruption.signal == nil else {
          return .failure(failure(question, error, attempts: number))
        }
        let wait = run.retry.wait(beforeAttempt: next)
        run.note(
          "\(question.program): \(question.name): \(error.message) Attempt \(next) of \(run.retry.attempts) in \(wait) s."
        )
        PassingTime.wait(Double(wait), unless: run.interruption)
        number = next
      }
    }
  }

  private func failure(_ question: SnapshotQuestion, _ fault: Fault, attempts: Int) -> SnapshotFailure {
    let tried = attempts > 1 ? " Tried \(attempts) times." : ""
    return SnapshotFailure(
      question.program, about: question.address,
      "\(question.name.clipped(to: 200)): \(fault.message)\(tried) \(byHand(question.call))")
  }

  /// The same call for a person, who may see more than this run did. The user's own arguments may hold a password.
  private func byHand(_ call: ProgramCall) -> String {
    let own = run.options.arguments
    let hasOwn = !own.isEmpty && call.arguments.starts(with: own)
    let words = hasOwn ? Array(call.arguments.dropFirst(own.count)) : call.arguments
    let start = [call.program] + (hasOwn ? ["…"] : [])
    return "By hand: \((start + words.map(ShellWord.quoted)).joined(separator: " "))"
  }

  private func answer(_ question: SnapshotQuestion, attempt number: Int) throws(Fault)
    -> SnapshotManifest.File
  {
    let path = try attempt(question.call, into: "\(question.fileName).\(number)")
    let rows: Int
    do throws(SnapshotRows.Fault) {
      rows = try SnapshotRows.count(path, most: question.mostRows, isList: question.fileEnding == ".json")
    } catch {
      try? FileSystem.removeFile(path)
      throw Fault(message: "exit code 0, but \(error.message)")
    }
    let final = RelativePath.file(question.fileName, in: folder)
    let bytes: Int
    let sum: String
    do throws(SystemError) {
      (bytes, sum) = try FileSum.of(path)
      try FileSystem.move(path, to: final)
    } catch {
      throw Fault(message: "its answer cannot be read again: \(error).")
    }
    if rows == 0 { try? FileSystem.removeFile(final) }
    return SnapshotManifest.File(
      name: rows == 0 ? nil : question.fileName, address: question.address.description, view: question.view,
      statement: question.statement, rows: rows, bytes: bytes, sha256: sum, attempts: number)
  }

  // MARK: Calls

  /// Runs a program whose output goes into a new file.
  ///
  /// - Returns: The file's path.
  private func attempt(_ call: ProgramCall, into name: String) throws(Fault) -> String {
    let path = RelativePath.file(".\(name)", in: folder)
    let output: FileDescriptor
    do throws(SystemError) {
      output = try .creating(path)
    } catch {
      throw Fault(message: "no file for its answer: \(error).")
    }
    let result: ProgramCall.Result
    do throws(SystemError) {
      defer { try? output.close() }
      result = try call.run(output: output, timeout: Double(run.timeout), interruption: run.interruption)
    } catch {
      try? FileSystem.removeFile(path)
      throw Fault(message: Self.words(for: error))
    }
    if result.ending == .exited(0) { return path }
    defer { try? FileSystem.removeFile(path) }
    throw fault(result, printed: FileBytes.beginning(of: path))
  }

  private static func words(for error: SystemError) -> String {
    switch error {
    case .notFound: "not on PATH. Install it, or put the folder that holds it on PATH."
    case .permissionDenied: "on PATH, but may not be run."
    default: "cannot be started: \(error)."
    }
  }

  private func fault(_ result: ProgramCall.Result, printed: String) -> Fault {
    // `bq` tells on standard output what is wrong with a query.
    let said = [result.error, printed].filter { $0.contains { !$0.isWhitespace } }
    let quoted =
      said.isEmpty
      ? " It said nothing." : " It said: \(Self.ended(said.map(Self.shown).joined(separator: " / ")))"
    switch result.ending {
    case .exited(let code):
      return Fault(
        message: "exit code \(code).\(quoted)",
        isTransient: RetryPolicy.isTransient(said.joined(separator: "\n")))
    case .killed(let signal):
      return Fault(message: "killed by signal \(signal) (\(Self.name(of: signal))).\(quoted)")
    case .timedOut:
      return Fault(
        message:
          "no answer in \(Count.of(run.timeout, "second")), and ended. --timeout gives it longer.\(quoted)")
    case .interrupted: return Fault(message: "interrupted.")
    }
  }

  private static func name(of signal: Int32) -> String {
    Signal.name(of: signal) + (signal == Signal.kill ? "; memory that runs out does that" : "")
  }

  /// A text that something else can stand behind.
  private static func ended(_ text: String) -> String {
    text.last.map { ".!?…".contains($0) } ?? true ? text : text + "."
  }

  /// The last lines, as one.
  private static func shown(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
    let joined = lines.suffix(8).joined(separator: " ")
    guard joined.utf8.count > shownBytes else { return joined }
    return "…"
      + String(decoding: Array(joined.utf8).suffix(shownBytes).drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
  }
}

extension SnapshotQuestion {
  /// The call that prints the answer.
  var call: ProgramCall { ProgramCall(program: program, arguments: arguments) }
}
