import Platform
import JSONInput
import CSimdjson

/// A stretch of one export that holds whole JSON values only, ready to be parsed. Reused from stretch to stretch.
package final class ExportWindow {
  /// What the stretch holds.
  package enum Content {
    /// JSON texts that follow one another.
    case texts
    /// Values of an array, separated by commas.
    case elements
  }

  /// Bytes that a window holds unless a single value is longer.
  package static let usualSize = 1 << 18
  /// The longest value that is read of an export: more than what a large project declares in one.
  package static let longestValue = 1 << 28
  /// The longest value that is read of a report of an earlier run, which names each of its tables.
  package static let longestReport = 1 << 30
  /// One byte in front of the text, for the bracket that makes a stretch of an array an array.
  package static let margin = 1

  /// Which file, counted in the order of the inputs.
  var file = 0
  /// Which window of the file, from 0.
  var sequence = 0
  package var content = Content.texts
  /// Which array of the file, from 0, and how many of its values stand before this window.
  var array = 0
  var firstIndex = 0
  /// Offsets of the values in an array's stretch.
  package var starts: [Int] = []
  /// What to say where the file ends inside of the array that this window belongs to.
  package var unclosed: StreamFault?
  /// The place of the first byte, from 1.
  package var line = 1
  package var column = 1
  /// Bytes of text.
  package var count = 0

  private(set) var storage: UnsafeMutableRawBufferPointer
  /// Up to where `place` has counted lines.
  private var counted = (offset: 0, line: 1, lineStart: 0)

  /// Bytes that this window holds unless a single value is longer.
  private let usualSize: Int

  package init(size: Int = ExportWindow.usualSize) {
    usualSize = size
    storage = Self.allocate(size)
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawBufferPointer {
    let storage = UnsafeMutableRawBufferPointer.allocate(
      byteCount: margin + size + Int(CSJ_PADDING), alignment: 64)
    // Readable means initialised: the parser looks at the padding, though it makes nothing of it.
    UnsafeMutableRawBufferPointer(rebasing: storage[(margin + size)...]).initializeMemory(
      as: UInt8.self, repeating: 0)
    return storage
  }

  deinit { storage.deallocate() }

  /// Hands a part of an array's stretch to `body`, between brackets; it begins with a value or with the window, ends
  /// behind a value, and `CSJ_PADDING - 1` bytes are readable behind it.
  package func bracketed<Result>(_ part: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    // The brackets take the places of a comma, a space or the margin.
    let (first, last) = (Self.margin + part.lowerBound - 1, Self.margin + part.upperBound)
    let kept = (storage[first], storage[last])
    defer { (storage[first], storage[last]) = kept }
    storage[first] = UInt8(ascii: "[")
    storage[last] = UInt8(ascii: "]")
    return body(UnsafeRawBufferPointer(rebasing: storage[first...last]))
  }

  /// The values in such a part; nil where they are not JSON.
  package func parse(_ part: Range<Int>, with parser: JSONParser) -> JSONValue? {
    bracketed(part, parser.parse)
  }

  /// Where the values begin that stand in the window: the last one noted may go on in the next.
  var wholeStarts: ArraySlice<Int> {
    starts.last.map { $0 < count } ?? true ? starts[...] : starts.dropLast()
  }

  /// The first value that begins `length` bytes behind value number `first`, or later, and where the value before it
  /// ends; nil where there is none.
  func end(of length: Int, from first: Int) -> (index: Int, offset: Int)? {
    let whole = wholeStarts
    guard first < whole.count else { return nil }
    guard let index = whole[(first + 1)...].firstIndex(where: { $0 >= whole[first] + length }) else {
      return nil
    }
    var end = whole[index]
    while text[end - 1].isJSONSpace { end -= 1 }
    return text[end - 1] == UInt8(ascii: ",") ? (index, end - 1) : nil
  }

  /// How much text fits.
  var capacity: Int { storage.count - Self.margin - Int(CSJ_PADDING) }

  /// Where the text stands, up to the capacity.
  var space: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: storage[Self.margin..<(storage.count - Int(CSJ_PADDING))])
  }

  /// The text.
  package var text: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: space[..<count]) }

  /// Makes room for twice as much, and keeps the first `kept` bytes.
  func grow(keeping kept: Int) {
    let larger = Self.allocate(capacity * 2)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<(Self.margin + kept)]))
    storage.deallocate()
    storage = larger
  }

  /// Gives back what a long value took.
  func shrinkIfLarge() {
    guard capacity > usualSize else { return }
    storage.deallocate()
    storage = Self.allocate(usualSize)
  }

  /// Begins to count lines anew.
  func restart() { counted = (0, line, 1 - column) }

  /// Goes on counting lines at a byte that begins the line with that number.
  func count(from lineStart: Int, line: Int) { counted = (lineStart, line, lineStart) }

  /// The place in the file of a byte of the text. Cheap where offsets are asked for in ascending order.
  package func place(of offset: Int) -> (line: Int, column: Int) {
    if offset < counted.offset { restart() }
    let stretch = UnsafeRawBufferPointer(rebasing: text[counted.offset..<min(offset, count)])
    if let newlines = Newlines(stretch) {
      counted.line += newlines.count
      counted.lineStart = counted.offset + newlines.last + 1
    }
    counted.offset = min(offset, count)
    return (counted.line, offset - counted.lineStart + 1)
  }
}

extension ExportWindow {
  /// The place in its file of a byte of the text.
  func exportPlace(of offset: Int) -> ExportPlace {
    let (line, column) = place(of: offset)
    return ExportPlace(
      file: Int32(clamping: file), line: Int32(clamping: line), column: Int32(clamping: column))
  }
}

/// The line feeds of a stretch of text.
struct Newlines {
  /// How many, one at least.
  let count: Int
  /// The offset of the last one.
  let last: Int

  /// Nil where there is none.
  init?(_ text: UnsafeRawBufferPointer) {
    guard let base = text.baseAddress else { return nil }
    var total = 0
    var position = 0
    // Lines of an export are long, so that hopping from one to the next beats looking at every byte.
    while let found = Memory.first(0x0A, in: base + position, text.count - position) {
      total += 1
      position = found - base + 1
    }
    guard total > 0 else { return nil }
    count = total
    last = position - 1
  }
}
