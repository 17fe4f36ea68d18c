import Schema
import Text

/// Writes JSON text piece by piece. Layout is the caller's: reports have lines that hold what belongs together.
package struct JSONWriter {
  private let sink: ReportSink

  package init(_ sink: ReportSink) { self.sink = sink }

  /// Punctuation, keys and numbers as they are.
  package func raw(_ text: StaticString) throws(ReportError) {
    text.withUTF8Buffer { sink.buffer.append(contentsOf: $0) }
    try sink.drainIfFull()
  }

  /// Encoded text, as it is.
  package func raw(_ bytes: [UInt8]) throws(ReportError) {
    sink.buffer.append(contentsOf: bytes)
    try sink.drainIfFull()
  }

  package func number(_ value: Int) throws(ReportError) { try sink.write(String(value)) }

  package func string(_ text: String) throws(ReportError) {
    Self.append(text, to: &sink.buffer)
    try sink.drainIfFull()
  }

  /// The text, or `null`.
  package func string(_ text: String?) throws(ReportError) {
    if let text { try string(text) } else { try raw("null") }
  }

  /// The whole name as one string, without putting it together first: there may be a million of them.
  package func name(_ name: TableName) throws(ReportError) {
    sink.buffer.append(Self.quote)
    for part in [name.project, name.dataset] {
      guard let part else { continue }
      Self.appendContent(part, to: &sink.buffer)
      sink.buffer.append(UInt8(ascii: "."))
    }
    Self.appendContent(name.table, to: &sink.buffer)
    sink.buffer.append(Self.quote)
    try sink.drainIfFull()
  }

  /// `[1, 2]`: the elements on one line.
  package func inline<Element>(
    _ elements: some Sequence<Element>, _ write: (Element) throws(ReportError) -> Void
  ) throws(ReportError) {
    try raw("[")
    var isFirst = true
    for element in elements {
      if !isFirst { try raw(", ") }
      isFirst = false
      try write(element)
    }
    try raw("]")
  }

  /// The elements on lines of their own, `indent` before each and before the closing bracket two spaces less.
  package func lines<Element>(
    _ elements: some Sequence<Element>, indent: StaticString, closing: StaticString,
    _ write: (Element) throws(ReportError) -> Void
  ) throws(ReportError) {
    try raw("[")
    var isFirst = true
    for element in elements {
      try raw(isFirst ? "\n" : ",\n")
      isFirst = false
      try raw(indent)
      try write(element)
    }
    if !isFirst {
      try raw("\n")
      try raw(closing)
    }
    try raw("]")
  }

  /// Text as a JSON string.
  package static func encoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes
  }

  private static let quote = UInt8(ascii: "\"")

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(quote)
    appendContent(text, to: &bytes)
    bytes.append(quote)
  }

  private static func appendContent(_ text: String, to bytes: inout [UInt8]) {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { utf8 in
      guard utf8.allSatisfy(needsNoEscape) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if isPlain != true { appendEscaped(text, to: &bytes) }
  }

  private static func needsNoEscape(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != quote && byte != UInt8(ascii: "\\")
  }

  /// What a terminal would obey is escaped like what JSON demands: people look at reports with `cat`.
  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      default:
        if SafeText.isUnsafe(scalar) {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            let hex = String(unit, radix: 16)
            bytes.append(contentsOf: "\\u".utf8)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - hex.utf8.count))
            bytes.append(contentsOf: hex.utf8)
          }
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }
}
