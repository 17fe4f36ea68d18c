import JSONInput
import Text
import CSimdjson

/// A fault of a file that shows while it is cut into windows.
package struct StreamFault: Error, Hashable, Sendable {
  package let line: Int?
  package let column: Int?
  package let message: String

  /// A value from its parts.
  package init(line: Int?, column: Int?, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Cuts one export into windows of whole JSON values, without parsing it: so that memory does not grow with the
/// export's length, and so that several windows can be parsed at once.
package final class ExportStream {
  private enum State: Equatable {
    case betweenValues
    case texts
    case insideArray
    case ended
  }

  /// Bytes read from the file so far.
  var bytesRead: Int { source.bytesRead }

  /// Whether the file, read to its end, held no value, not even an empty list.
  package var isEmpty: Bool { arrays == 0 && sequence == 0 }

  private let source: ByteSource
  private let file: Int
  private var state = State.betweenValues
  private var isAtStart = true
  private var sourceHasEnded = false
  /// Bytes that were read and belong to no window yet.
  private var carry: [UInt8] = []
  private var sequence = 0
  private var arrays = 0
  private var elements = 0
  private var line = 1
  private var column = 1
  private var opening = (line: 1, column: 1)

  /// Bytes of the longest value that is read.
  private let longestValue: Int

  /// Opens the file; `number` is its place among the inputs.
  package init(
    _ input: InputFile, number: Int, longestValue: Int = ExportWindow.longestValue
  ) throws(ByteSourceError) {
    source = try ByteSource(input)
    file = number
    self.longestValue = longestValue
  }

  /// Puts the next whole values into `window`; false at the end of the file.
  ///
  /// - Throws: `StreamFault` where the file cannot be read further; what was read before stands.
  package func next(into window: ExportWindow) throws(StreamFault) -> Bool {
    window.shrinkIfLarge()
    while state != .ended {
      var filled = try fill(window, from: 0)
      if isAtStart {
        filled = try skipByteOrderMark(window, filled)
        // Schemas are small: of longer files the comments stay, and are no JSON.
        if sourceHasEnded {
          JSONComments.blank(in: window.space, count: filled)
          filled = try replaceYAML(window, filled)
        }
      }
      if state == .betweenValues {
        try refuseTextBeforeJSON(window, filled)
        filled = beginValue(window, filled)
        if state == .betweenValues { continue }
      }
      if state == .ended { break }
      let isWindow = try cut(window, filled)
      if isWindow { return true }
    }
    return false
  }

  // MARK: Filling

  /// Reads behind what was carried over; the number of bytes that stand in the window then.
  private func fill(_ window: ExportWindow, from kept: Int) throws(StreamFault) -> Int {
    var filled = kept
    if kept == 0 {
      while carry.count > window.capacity { window.grow(keeping: 0) }
      window.space.copyBytes(from: carry)
      filled = carry.count
      carry.removeAll(keepingCapacity: true)
    }
    guard !sourceHasEnded else { return filled }
    let rest = UnsafeMutableRawBufferPointer(rebasing: window.space[filled...])
    do throws(ByteSourceError) {
      let count = try source.fill(rest)
      sourceHasEnded = source.isAtEnd
      return filled + count
    } catch {
      state = .ended
      throw StreamFault(line: nil, column: nil, message: error.message)
    }
  }

  private func skipByteOrderMark(_ window: ExportWindow, _ filled: Int) throws(StreamFault) -> Int {
    isAtStart = false
    let space = window.space[..<filled]
    if space.starts(with: [0xFF, 0xFE, 0, 0]) || space.starts(with: [0, 0, 0xFE, 0xFF]) {
      state = .ended
      throw StreamFault(line: 1, column: 1, message: "the file is UTF-32; exports are read as UTF-8.")
    }
    if space.starts(with: [0xFF, 0xFE]) || space.starts(with: [0xFE, 0xFF]) {
      state = .ended
      throw StreamFault(line: 1, column: 1, message: "the file is UTF-16; exports are read as UTF-8.")
    }
    return space.starts(with: [0xEF, 0xBB, 0xBF]) ? drop(3, of: window, filled) : filled
  }

  /// Puts the JSON of a data contract in YAML into the place of the text; how many bytes there are then.
  private func replaceYAML(_ window: ExportWindow, _ filled: Int) throws(StreamFault) -> Int {
    let text = UnsafeRawBufferPointer(rebasing: window.space[..<filled])
    guard ContractText.isContract(text) else { return filled }
    let json: [UInt8]
    do throws(ContractText.Failure) {
      json = try ContractText.json(of: text)
    } catch {
      state = .ended
      throw StreamFault(line: error.line, column: error.column, message: error.message + ".")
    }
    while json.count > window.capacity { window.grow(keeping: 0) }
    window.space.copyBytes(from: json)
    return json.count
  }

  /// What a client says of its progress in front of the JSON is named, and the file not read: what is behind it may be cut
  /// the same way.
  private func refuseTextBeforeJSON(_ window: ExportWindow, _ filled: Int) throws(StreamFault) {
    guard sequence == 0, arrays == 0 else { return }
    let text = UnsafeRawBufferPointer(rebasing: window.space[..<min(filled, Self.longestProgress)])
    guard let first = text.firstIndex(where: { !$0.isJSONSpace }),
      (0x41...0x5A).contains(text[first]) || (0x61...0x7A).contains(text[first]),
      let start = text.indices.dropFirst(first).first(where: { Self.beginsJSON(text, at: $0) })
    else { return }
    let words = String(decoding: text[first..<start], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    // A word of JSON's own in front of a value is another fault.
    guard words.count > 1 || !["true", "false", "null"].contains(words.first) else { return }
    state = .ended
    throw StreamFault(
      line: line, column: column + first,
      message:
        "there is text before the JSON: '\(words.joined(separator: " ").clipped())'. Redirect only the client's output "
        + "into the file (bq --quiet, 2>/dev/null), or remove the text.")
  }

  /// Text in front of JSON is no longer than this.
  private static let longestProgress = 1 << 14

  /// Whether an object or an array begins at a byte, behind a space or a line break.
  private static func beginsJSON(_ text: UnsafeRawBufferPointer, at start: Int) -> Bool {
    guard start > 0, text[start - 1].isJSONSpace else { return false }
    let next = text[(start + 1)...].first { !$0.isJSONSpace }
    switch text[start] {
    case UInt8(ascii: "{"): return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    case UInt8(ascii: "["):
      return next == UInt8(ascii: "{") || next == UInt8(ascii: "[") || next == UInt8(ascii: "]")
    default: return false
    }
  }

  /// Decides by the first byte what comes.
  private func beginValue(_ window: ExportWindow, _ filled: Int) -> Int {
    var spaces = 0
    while spaces < filled, window.space[spaces].isJSONSpace { spaces += 1 }
    advance(over: UnsafeRawBufferPointer(rebasing: window.space[..<spaces]))
    var rest = drop(spaces, of: window, filled)
    if rest == 0 {
      if sourceHasEnded { state = .ended }
      return 0
    }
    if window.space[0] == UInt8(ascii: "[") {
      state = .insideArray
      opening = (line, column)
      elements = 0
      arrays += 1
      column += 1
      rest = drop(1, of: window, rest)
    } else {
      state = .texts
    }
    return rest
  }

  private func drop(_ count: Int, of window: ExportWindow, _ filled: Int) -> Int {
    guard count > 0 else { return filled }
    UnsafeMutableRawBufferPointer(rebasing: window.space[..<(filled - count)])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: window.space[count..<filled]))
    return filled - count
  }

  // MARK: Cutting

  private func cut(_ window: ExportWindow, _ filled: Int) throws(StreamFault) -> Bool {
    switch state {
    case .texts: try cutTexts(window, filled)
    case .insideArray: try cutArray(window, filled)
    case .betweenValues, .ended: false
    }
  }

  private func cutTexts(_ window: ExportWindow, _ first: Int) throws(StreamFault) -> Bool {
    var filled = first
    var longValue = LongValue()
    while true {
      let text = UnsafeRawBufferPointer(rebasing: window.space[..<filled])
      if sourceHasEnded {
        state = .ended
        guard text.contains(where: { !$0.isJSONSpace }) else { return false }
        finish(window, count: filled, content: .texts)
        window.unclosed = nil
        return true
      }
      if let end = ElementScanner.lastLineBreakBetweenObjects(text) ?? endOfWholeTexts(text) {
        carry.append(contentsOf: window.space[end..<filled])
        finish(window, count: end, content: .texts)
        window.unclosed = nil
        return true
      }
      filled = try readMore(window, filled, &longValue)
    }
  }

  /// The end of the last whole value where values do not stand on lines of their own.
  private func endOfWholeTexts(_ text: UnsafeRawBufferPointer) -> Int? {
    var end: Int?
    var position = 0
    while position < text.count {
      while position < text.count, text[position].isJSONSpace { position += 1 }
      guard position < text.count, text[position] == UInt8(ascii: "{") || text[position] == UInt8(ascii: "["),
        let next = ElementScanner.endOfValue(text, from: position)
      else { return end }
      end = next
      position = next
    }
    return end
  }

  private func cutArray(_ window: ExportWindow, _ first: Int) throws(StreamFault) -> Bool {
    var filled = first
    var longValue = LongValue()
    window.unclosed = nil
    while true {
      let text = UnsafeRawBufferPointer(rebasing: window.space[..<filled])
      let scan = ElementScanner.scanElements(text, starts: &window.starts)
      if let closing = scan.closing {
        state = .betweenValues
        carry.append(contentsOf: window.space[(closing + 1)..<filled])
        try checkClosing(scan, bracket: window.space[closing])
        guard scan.count > 0 else {
          advance(over: UnsafeRawBufferPointer(rebasing: window.space[...closing]))
          return false
        }
        finish(window, count: closing, content: .elements, consumed: closing + 1, elements: scan.count)
        return true
      }
      if scan.end > 0 {
        carry.append(contentsOf: window.space[scan.end..<filled])
        finish(window, count: scan.end - 1, content: .elements, consumed: scan.end, elements: scan.count)
        return true
      }
      if sourceHasEnded {
        state = .ended
        guard text.contains(where: { !$0.isJSONSpace }) else { throw unclosed }
        finish(window, count: filled, content: .elements, elements: 1)
        window.unclosed = unclosed
        return true
      }
      filled = try readMore(window, filled, &longValue)
    }
  }

  private func checkClosing(_ scan: ElementScanner.Result, bracket: UInt8) throws(StreamFault) {
    guard bracket == UInt8(ascii: "]") else {
      state = .ended
      throw StreamFault(
        line: line, column: column, message: "not JSON: '}' where ']' or a value is expected.")
    }
    if scan.count == 0, elements > 0 {
      throw StreamFault(line: line, column: column, message: "not JSON: a value is missing behind the comma.")
    }
  }

  /// Reads on where no value ends in the window, unless it is longer than any that an export holds.
  private func readMore(
    _ window: ExportWindow, _ filled: Int, _ longValue: inout LongValue
  ) throws(StreamFault) -> Int {
    let text = UnsafeRawBufferPointer(rebasing: window.space[..<filled])
    if let fault = longValue.fault(in: text) {
      advance(over: UnsafeRawBufferPointer(rebasing: text[..<fault.offset]))
      throw refused(fault.message)
    }
    guard window.capacity < longestValue else {
      throw refused("a single value is longer than \(longestValue >> 20) MB")
    }
    if filled == window.capacity { window.grow(keeping: filled) }
    return try fill(window, from: filled)
  }

  private func refused(_ message: String) -> StreamFault {
    state = .ended
    return StreamFault(
      line: line, column: column, message: "\(message): this is no schema. Not read further.")
  }

  /// What is said of a file that ends inside of an array.
  private var unclosed: StreamFault {
    StreamFault(
      line: line, column: column,
      message: "not JSON: the file ends inside of the array that begins at line \(opening.line), column "
        + "\(opening.column). Was it cut short?")
  }

  private func finish(
    _ window: ExportWindow, count: Int, content: ExportWindow.Content, consumed: Int? = nil,
    elements found: Int = 0
  ) {
    window.file = file
    window.sequence = sequence
    window.content = content
    window.array = arrays - 1
    window.firstIndex = elements
    window.line = line
    window.column = column
    window.count = count
    window.restart()
    sequence += 1
    elements += found
    advance(over: UnsafeRawBufferPointer(rebasing: window.space[..<(consumed ?? count)]))
  }

  private func advance(over text: UnsafeRawBufferPointer) {
    if let newlines = Newlines(text) {
      line += newlines.count
      column = text.count - newlines.last
    } else {
      column += text.count
    }
  }
}
