import Schema

/// Lines and columns of a text in bytes.
package struct BytePlaces {
  private let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The place of the byte at `offset`; lines end with LF.
  package func place(of offset: Int, in file: String) -> SourcePlace {
    let before = bytes[..<min(max(offset, 0), bytes.count)]
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return SourcePlace(
      file: file, line: 1 + before.count { $0 == UInt8(ascii: "\n") }, column: 1 + before.count - start)
  }

  /// The offset of the first byte that is part of no UTF-8 sequence; the number of bytes where there is none.
  package static func invalidUTF8(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var input = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&input) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return offset
      }
    }
  }
}
