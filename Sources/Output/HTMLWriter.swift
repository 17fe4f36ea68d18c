import Text

/// HTML in front of a sink: elements, attributes and text, escaped here and nowhere else.
///
/// What goes through it cannot break out of its place: names of elements and attributes are literals of ours, and every
/// text and attribute value is made printable, clipped and escaped. Nothing throws until `finish()`: the first failure of
/// the sink is kept, and what is written after it is dropped, so that pages can be written without a `try` at each tag.
///
/// ```swift
/// let html = HTMLWriter(sink)
/// html.element("p", ["class": "note"]) {
///   html.text("Column ")
///   html.code(name)
/// }
/// try html.finish()
/// ```
package final class HTMLWriter {
  /// Attributes in their order; nil leaves one out, an empty text is an attribute without value such as `hidden`.
  package typealias Attributes = KeyValuePairs<StaticString, String?>

  /// The most of a name that is shown, in scalars.
  package static let longestName = 300
  /// The most of a person's words that is shown, in scalars.
  package static let longestText = 2000

  private let sink: ReportSink
  private var failure: ReportError?

  package init(_ sink: ReportSink) { self.sink = sink }

  /// - Throws: `ReportError` where the sink could not take something.
  package func finish() throws(ReportError) {
    if let failure { throw failure }
  }

  // MARK: Elements

  /// An element with what `content` writes into it.
  package func element(_ name: StaticString, _ attributes: Attributes = [:], _ content: () -> Void = {}) {
    open(name, attributes)
    content()
    close(name)
  }

  /// An element that holds text.
  package func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// An element that HTML gives no end: `meta`, `input`, `br`.
  package func void(_ name: StaticString, _ attributes: Attributes = [:]) { open(name, attributes) }

  private func open(_ name: StaticString, _ attributes: Attributes) {
    if Self.startsLine(name) { write("\n") }
    write("<")
    write(name)
    for (attribute, value) in attributes {
      guard let value else { continue }
      write(" ")
      write(attribute)
      guard !value.isEmpty else { continue }
      write("=\"")
      escape(value, limit: Self.longestText)
      write("\"")
    }
    write(">")
  }

  private func close(_ name: StaticString) {
    write("</")
    write(name)
    write(">")
  }

  /// Lines are for whoever reads the source, or the difference of two reports.
  private static func startsLine(_ name: StaticString) -> Bool {
    switch name.description {
    case "a", "abbr", "b", "code", "option", "small", "span", "strong", "td", "th", "time", "title": false
    default: true
    }
  }

  // MARK: Text

  /// Text of ours or a person's words, of which no more than `limit` scalars are shown.
  package func text(_ text: String, limit: Int = HTMLWriter.longestText) { escape(text, limit: limit) }

  /// A name, a type or a command, set as code; the start of it where it is very long.
  package func code(_ name: String, class style: String? = nil, limit: Int = HTMLWriter.longestName) {
    open("code", ["class": style])
    if name.isEmpty { write("(empty)") } else { escape(name, limit: limit) }
    close("code")
  }

  /// Text only for those who do not see the page.
  package func spoken(_ text: String) { element("span", ["class": "spoken"], text: text) }

  /// Bytes that are HTML, CSS or script already: never anything that was read.
  package func trusted(_ bytes: [UInt8]) { write(bytes) }

  private func escape(_ text: String, limit: Int) {
    // Most texts are short and plain; making them printable would take longer than writing them.
    if text.utf8.count <= limit, text.utf8.allSatisfy(Self.isPlain) { return write(text.utf8) }
    for byte in SafeText.printable(text, limit: limit).utf8 {
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "<"): write("&lt;")
      case UInt8(ascii: ">"): write("&gt;")
      case UInt8(ascii: "\""): write("&quot;")
      case UInt8(ascii: "'"): write("&#39;")
      default: sink.buffer.append(byte)
      }
    }
    drain()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "#"):
      false
    default: (0x20...0x7E).contains(byte)
    }
  }

  private func write(_ literal: StaticString) {
    literal.withUTF8Buffer { sink.buffer.append(contentsOf: $0) }
  }

  private func write(_ bytes: some Sequence<UInt8>) {
    sink.buffer.append(contentsOf: bytes)
    drain()
  }

  private func drain() {
    guard failure == nil else {
      sink.buffer.removeAll(keepingCapacity: true)
      return
    }
    do { try sink.drainIfFull() } catch { failure = error }
  }
}
