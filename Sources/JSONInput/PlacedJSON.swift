import Schema
import CSimdjson

/// A small JSON file that a person may have edited: values with their places.
package final class PlacedJSON {
  package let file: String
  /// The value that the file holds.
  package let root: JSONValue
  private let parser: OpaquePointer
  /// The text and the padding that the parser reads beyond it.
  private let text: UnsafeMutablePointer<CChar>
  private let length: Int
  private let places: BytePlaces

  /// Parses a text.
  ///
  /// - Throws: `Failure` with what is wrong and where.
  package init(bytes: [UInt8], file: String) throws(Failure) {
    if let marker = Self.conflictMarker(in: bytes, file: file) { throw marker }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let content = hasMark ? Array(bytes.dropFirst(3)) : bytes
    guard let parser = csj_parser_create() else {
      throw Failure(problem: Problem(file: file, "there is no memory to read the file."))
    }
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: content.count + Int(CSJ_PADDING))
    text.initialize(repeating: 0, count: content.count + Int(CSJ_PADDING))
    content.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress {
        UnsafeMutableRawPointer(text).copyMemory(from: start, byteCount: bytes.count)
      }
    }
    var root = csj_value()
    let code = csj_parse(parser, text, content.count, &root)
    guard code == 0 else {
      csj_parser_destroy(parser)
      text.deallocate()
      throw Failure(problem: Self.syntaxProblem(content, file, code))
    }
    self.file = file
    self.parser = parser
    self.text = text
    self.root = JSONValue(csj_slot(opening: root))
    length = content.count
    places = BytePlaces(content)
  }

  deinit {
    csj_parser_destroy(parser)
    text.deallocate()
  }

  /// Why a text is no JSON.
  package struct Failure: Error {
    package let problem: Problem
  }

  /// The place of a syntax error.
  private static func syntaxProblem(_ bytes: [UInt8], _ file: String, _ code: Int32) -> Problem {
    let fault = bytes.withUnsafeBytes { text in
      TextEncoding.firstInvalidByte(text).map {
        JSONFault(offset: $0, message: "byte 0x\(String(text[$0], radix: 16)) does not belong to UTF-8 text")
      } ?? JSONFault.find(in: text)
    }
    guard let fault else {
      return Problem(file: file, line: 1, "not JSON: \(String(cString: csj_error_text(code))).")
    }
    let before = bytes.prefix(fault.offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return Problem(
      file: file, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: fault.offset - lineStart + 1,
      "not JSON: \(fault.message).")
  }

  /// Git writes its markers at the start of a line, where JSON never has them.
  private static func conflictMarker(in bytes: [UInt8], file: String) -> Failure? {
    let markers = ["<<<<<<< ", ">>>>>>> "].map { Array($0.utf8) }
    var line = 1
    var start = 0
    while start < bytes.count {
      let rest = bytes[start...]
      if markers.contains(where: { rest.starts(with: $0) }) {
        return Failure(
          problem: Problem(
            file: file, line: line, column: 1,
            "there are merge conflict markers: keep the entries of both sides and remove the markers."))
      }
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = end + 1
      line += 1
    }
    return nil
  }

  /// The place of the value behind a path like `/accepted/3/reason`.
  package func place(of path: String) -> SourcePlace {
    places.place(of: max(csj_locate(text, length, path), 0), in: file)
  }

  /// The place of the key that stands before the value behind a path.
  package func placeOfKey(_ path: String) -> SourcePlace {
    var offset = max(csj_locate(text, length, path), 0)
    let quote = CChar(bitPattern: UInt8(ascii: "\""))
    // A key with a slash in it cannot be located: then the place is the object's, which no colon precedes.
    var before = offset - 1
    while before > 0, [0x20, 0x09, 0x0A, 0x0D].contains(text[before]) { before -= 1 }
    guard before > 0, text[before] == CChar(bitPattern: UInt8(ascii: ":")) else {
      return places.place(of: offset, in: file)
    }
    // Back over the colon to the key's closing quote, then to the quote that no backslash escapes.
    repeat { offset -= 1 } while offset > 0 && text[offset] != quote
    repeat { offset -= 1 } while offset > 0 && !(text[offset] == quote && !isEscaped(offset))
    return places.place(of: offset, in: file)
  }

  private func isEscaped(_ offset: Int) -> Bool {
    var start = offset
    while start > 0, text[start - 1] == CChar(bitPattern: UInt8(ascii: "\\")) { start -= 1 }
    return (offset - start) % 2 == 1
  }
}
