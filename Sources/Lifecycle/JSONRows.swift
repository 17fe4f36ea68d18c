import Exports
import JSONInput
import Schema

/// Reads the objects of a file, one a line or in an array, packed or not, that are no export: what a query counted, or what
/// records say of batches.
enum JSONRows {
  /// Each row costs a walk through the text to tell its place.
  private static let mostProblems = 100

  /// Hands each object to `body`.
  ///
  /// - Returns: What is wrong: text that is no JSON, rows that are no objects, and what rows reported.
  static func read(_ path: String, _ body: (inout JSONRow) -> Void) -> [Problem] {
    let input = InputFile(path: path)
    var problems: [Problem] = []
    var rows = 0
    var isEmpty = false
    func add(_ fault: StreamFault) {
      guard problems.count < mostProblems else { return }
      problems.append(
        Problem(file: input.displayName, line: fault.line, column: fault.column, fault.message))
    }
    do throws(ByteSourceError) {
      let stream = try ExportStream(input, number: 0)
      let window = ExportWindow()
      let parser = JSONParser()
      do throws(StreamFault) {
        while try stream.next(into: window) {
          let fault = read(window, parser) { value, offset in
            rows += 1
            var row = JSONRow(value: value) { window.place(of: $0, from: offset) }
            if value.isObject {
              body(&row)
            } else {
              row.report("", "a row must be an object, not \(value.kindName).")
            }
            for report in row.reports {
              let place = row.place(report.path)
              add(StreamFault(line: place.line, column: place.column, message: report.message))
            }
          }
          if let fault { throw fault }
        }
        isEmpty = stream.isEmpty
      } catch {
        add(error)
      }
    } catch {
      return [Problem(file: input.displayName, error.message)]
    }
    if isEmpty, problems.isEmpty {
      problems.append(Problem(file: input.displayName, line: 1, column: 1, "the file is empty."))
    }
    return problems.sorted()
  }

  /// What `body` makes of the first value of a file; nil where there is none, or it cannot be read.
  static func first<Result>(_ input: InputFile, _ body: (JSONValue) -> Result) -> Result? {
    guard let stream = try? ExportStream(input, number: 0) else { return nil }
    let window = ExportWindow()
    guard (try? stream.next(into: window)) == true else { return nil }
    var result: Result?
    _ = read(window, JSONParser()) { value, _ in if result == nil { result = body(value) } }
    return result
  }

  private static func read(
    _ window: ExportWindow, _ parser: JSONParser, _ body: (JSONValue, Int) -> Void
  ) -> StreamFault? {
    switch window.content {
    case .texts:
      var end = 0
      var isBroken = false
      // Where the row before ends, if it is an object.
      var last: Int?
      let isWhole = parser.parseTexts(window.text) { value, offset in
        // Of a text that is not JSON the parser may hand out pieces: nothing but white space is between two rows.
        if let last, offset < last || !window.text[last..<offset].allSatisfy(\.isJSONSpace) {
          isBroken = true
        }
        guard !isBroken else { return }
        body(value, offset)
        end = ElementScanner.endOfValue(window.text, from: offset) ?? window.count
        last = value.isObject ? end : nil
      }
      return isWhole && !isBroken ? nil : window.fault(from: end)
    case .elements:
      guard let list = window.parse(0..<window.count, with: parser) else { return window.fault(from: 0) }
      for (index, value) in list.elements.enumerated() { body(value, window.starts[index]) }
      return window.unclosed
    }
  }
}

/// One object, and what is wrong with it.
struct JSONRow {
  let value: JSONValue
  /// Where the value behind a JSON pointer stands in the file, or the row itself where it is not there.
  let place: (String) -> (line: Int, column: Int)
  private(set) var reports: [(path: String, message: String)] = []

  init(value: JSONValue, place: @escaping (String) -> (line: Int, column: Int)) {
    self.value = value
    self.place = place
  }

  mutating func report(_ path: String, _ message: String) { reports.append((path, message)) }

  /// A text that is not empty.
  mutating func text(_ key: String) -> String? {
    guard let member = member(key) else { return nil }
    if member.isString, let text = member.text, !text.isEmpty { return text }
    report("/" + key, "'\(key)' must be a string that is not empty, not \(member.kindName).")
    return nil
  }

  /// A whole number from 0, which exports may write as a string.
  mutating func count(_ key: String) -> Int? {
    guard let member = member(key) else { return nil }
    if let number = member.integer, number >= 0 { return number }
    report("/" + key, "'\(key)' must be a whole number from 0.")
    return nil
  }

  private mutating func member(_ key: String) -> JSONValue? {
    if let member = value.member(key) { return member }
    report("", "a row without '\(key)'.")
    return nil
  }
}

extension ExportWindow {
  /// Where the value behind a path stands in the value that begins at `offset`.
  fileprivate func place(of path: String, from offset: Int) -> (line: Int, column: Int) {
    guard !path.isEmpty, let end = ElementScanner.endOfValue(text, from: offset) else {
      return place(of: offset)
    }
    let value = UnsafeRawBufferPointer(rebasing: text[offset..<end])
    return place(of: offset + (locateJSON(path, in: value) ?? 0))
  }

  /// What is no JSON behind `start`.
  fileprivate func fault(from start: Int) -> StreamFault {
    let rest = UnsafeRawBufferPointer(rebasing: text[min(start, count)...])
    let found: (offset: Int, message: String)
    if let invalid = TextEncoding.firstInvalidByte(rest) {
      found = (
        invalid, "not UTF-8: byte 0x\(String(rest[invalid], radix: 16)) does not belong to a character."
      )
    } else if let fault = content == .elements
      ? bracketed(0..<count, JSONFault.find) : JSONFault.find(in: rest)
    {
      found = (fault.offset - (content == .elements ? Self.margin : 0), "not JSON: \(fault.message).")
    } else {
      found = (0, "JSON that cannot be read: nested too deep, or a number out of range.")
    }
    let (line, column) = place(of: max(start + found.offset, 0))
    return StreamFault(line: line, column: column, message: found.message)
  }
}
