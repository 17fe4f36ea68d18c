import CLibXML2

/// libxml2's streaming writer in front of a sink: elements, attributes and text, escaped and indented by libxml2.
package final class XMLWriter {
  private let writer: xmlTextWriterPtr
  private let bridge: Bridge

  /// Takes what libxml2 has written, and remembers the first failure: a C callback cannot throw.
  private final class Bridge {
    let sink: ReportSink
    var failure: ReportError?

    init(_ sink: ReportSink) { self.sink = sink }

    func take(_ bytes: UnsafeRawBufferPointer) -> Int32 {
      guard failure == nil else { return -1 }
      do {
        try sink.write(bytes: bytes)
        return Int32(bytes.count)
      } catch {
        failure = error
        return -1
      }
    }
  }

  package init(_ sink: ReportSink) throws(ReportError) {
    bridge = Bridge(sink)
    let context = Unmanaged.passRetained(bridge)
    let output = xmlOutputBufferCreateIO(
      { context, bytes, count in
        guard let context, let bytes else { return -1 }
        return Unmanaged<Bridge>.fromOpaque(context).takeUnretainedValue()
          .take(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
      },
      { context in
        if let context { Unmanaged<Bridge>.fromOpaque(context).release() }
        return 0
      }, context.toOpaque(), nil)
    guard let output else {
      context.release()
      throw ReportError(reason: "libxml2 has no memory left")
    }
    guard let writer = xmlNewTextWriter(output) else {
      xmlOutputBufferClose(output)
      throw ReportError(reason: "libxml2 has no memory left")
    }
    self.writer = writer
    xmlTextWriterSetIndent(writer, 1)
    xmlTextWriterSetIndentString(writer, "  ")
  }

  deinit { xmlFreeTextWriter(writer) }

  package func document(_ content: () throws(ReportError) -> Void) throws(ReportError) {
    try check(xmlTextWriterStartDocument(writer, nil, "UTF-8", nil))
    try content()
    try check(xmlTextWriterEndDocument(writer))
    try check(xmlTextWriterFlush(writer))
  }

  package func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:],
    _ content: () throws(ReportError) -> Void = {}
  ) throws(ReportError) {
    try check(xmlTextWriterStartElement(writer, name))
    for (name, value) in attributes { try check(xmlTextWriterWriteAttribute(writer, name, value)) }
    try content()
    try check(xmlTextWriterEndElement(writer))
  }

  /// Text content; it must hold only characters that XML can hold.
  package func text(_ text: String) throws(ReportError) {
    if !text.isEmpty { try check(xmlTextWriterWriteString(writer, text)) }
  }

  private func check(_ result: Int32) throws(ReportError) {
    if let failure = bridge.failure { throw failure }
    if result < 0 { throw ReportError(reason: "libxml2 could not write the report") }
  }
}
