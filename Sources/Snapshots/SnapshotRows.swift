import Engines
import Exports
import JSONInput
import Text

/// What a program has printed, counted: whether it is whole JSON, and all rows that there are.
enum SnapshotRows {
  /// Why an answer is not the whole one.
  struct Fault: Error, Hashable {
    /// What is wrong, with a full stop.
    var message: String
  }

  /// How many rows a file holds.
  ///
  /// - Parameters:
  ///   - most: How many rows the program prints at most.
  ///   - isList: Whether the program prints a list, also where there is no row.
  /// - Throws: `Fault` where the file is no whole JSON, or not every row is there.
  static func count(_ path: String, most: Int?, isList: Bool) throws(Fault) -> Int {
    if isList, InputFile(path: path).size == 0 { throw Fault(message: "no answer: it printed nothing.") }
    var counter = Counter()
    do throws(StreamFault) {
      try counter.read(InputFile(path: path))
    } catch {
      throw Fault(message: "half an answer, or none: " + place(error))
    }
    if let most, counter.rows >= most {
      throw Fault(
        message:
          "an answer that may be cut short: \(Count.grouped(counter.rows)) rows, as many as were asked for.")
    }
    guard counter.unlike == 0 else {
      throw Fault(
        message:
          "an answer that holds something else than rows: \(Count.of(counter.unlike, "value")) without "
          + "\(SnapshotQuestion.rowsKey).")
    }
    guard counter.told.allSatisfy({ $0 == counter.rows }) else {
      throw Fault(
        message: "an answer that was cut short: \(Count.of(counter.rows, "row")) of "
          + "\(counter.told.sorted().map(Count.grouped).joined(separator: " or ")).")
    }
    return counter.rows
  }

  private static func place(_ fault: StreamFault) -> String {
    guard let line = fault.line, let column = fault.column else { return fault.message }
    return "line \(line), column \(column): \(fault.message)"
  }

  private struct Counter {
    var rows = 0
    /// Values that are no rows of the statement.
    var unlike = 0
    /// How many rows there are, as rows tell.
    var told: Set<Int> = []

    mutating func read(_ file: InputFile) throws(StreamFault) {
      let stream: ExportStream
      do throws(ByteSourceError) {
        stream = try ExportStream(file, number: 0)
      } catch {
        throw StreamFault(line: nil, column: nil, message: error.message)
      }
      let window = ExportWindow()
      let parser = JSONParser()
      while try stream.next(into: window) {
        let isWhole: Bool
        switch window.content {
        case .texts: isWhole = parser.parseTexts(window.text) { value, _ in note(value) }
        case .elements:
          let list = window.parse(0..<window.count, with: parser)
          if let list { for value in list.elements { note(value) } }
          isWhole = list != nil
        }
        if let unclosed = window.unclosed { throw unclosed }
        guard isWhole else {
          throw StreamFault(line: window.line, column: window.column, message: "not JSON.")
        }
      }
    }

    private mutating func note(_ value: JSONValue) {
      rows += 1
      guard let number = value.member(SnapshotQuestion.rowsKey)?.integer else { return unlike += 1 }
      told.insert(number)
    }
  }
}
