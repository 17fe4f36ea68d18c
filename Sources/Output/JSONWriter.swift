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

  /// A value put together in memory.
  ///
  /// - Parameter indent: The spaces at the start of the line on which the value begins.
  package func node(_ node: JSONNode, indent: Int = 0) throws(ReportError) {
    node.append(to: &sink.buffer, indent: indent)
    try sink.drainIfFull()
  }

  /// Members on one line, without brackets; those without a value are left out.
  package func members(_ members: [JSONNode.Member]) throws(ReportError) {
    JSONNode.append(members, to: &sink.buffer, indent: 0)
    try sink.drainIfFull()
  }

  package func number(_ value: Int) throws(ReportError) { try sink.write(String(value)) }

  package func string(_ text: String) throws(ReportError) {
    JSONString.append(text, to: &sink.buffer)
    try sink.drainIfFull()
  }

  /// The text, or `null`.
  package func string(_ text: String?) throws(ReportError) {
    if let text { try string(text) } else { try raw("null") }
  }

  /// The whole name as one string, without putting it together first: there may be a million of them.
  package func name(_ name: TableName) throws(ReportError) {
    sink.buffer.append(UInt8(ascii: "\""))
    for part in [name.project, name.dataset] {
      guard let part else { continue }
      JSONString.appendContent(part, to: &sink.buffer)
      sink.buffer.append(UInt8(ascii: "."))
    }
    JSONString.appendContent(name.table, to: &sink.buffer)
    sink.buffer.append(UInt8(ascii: "\""))
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
}
