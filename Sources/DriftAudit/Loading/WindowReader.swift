import CSimdjson
import Glibc

/// Parses windows and hands their values to the forms. One for each reading thread.
final class WindowReader {
  /// What was found.
  let collector = SchemaCollector()

  private let parser = JSONParser()
  private let forms: [any ExportForm] = ExportForms.all.map { $0.init() }
  /// Exports keep to one form, so that the last one is asked first.
  private var lastForm = 0

  /// Reads all values of a window; what is not JSON becomes a problem, and the rest is read all the same.
  func read(_ window: ExportWindow, of input: InputFile) {
    switch window.content {
    case .texts:
      var count = 0
      let isWhole = parser.parseTexts(window.text) { value, offset in
        read(ExportElement(value: value, window: window, input: input, index: count, offset: offset))
        count += 1
      }
      if !isWhole { readTextsOneByOne(window, of: input, after: count) }
    case .elements:
      if let list = parser.parse(window.bracketed), window.text.contains(where: { !$0.isJSONSpace }) {
        for (index, value) in list.elements.enumerated() {
          read(
            ExportElement(
              value: value, window: window, input: input, index: index, offset: window.starts[index]))
        }
        if let unclosed = window.unclosed {
          report(unclosed, of: input)
          collector.suspectLastTable(of: window)
        }
      } else {
        readElementsOneByOne(window, of: input)
      }
    }
    collector.endWindow(window)
  }

  private func read(_ element: ExportElement) {
    collector.form = lastForm
    if forms[lastForm].read(element, into: collector) { return }
    for (index, form) in forms.enumerated() where index != lastForm {
      collector.form = index
      if form.read(element, into: collector) {
        lastForm = index
        return
      }
    }
    let keys = element.value.keys.map { $0.clipped(to: 40) }
    let shown = keys.prefix(6).joined(separator: ", ") + (keys.count > 6 ? ", …" : "")
    let description =
      element.value.isObject
      ? keys.isEmpty ? "an object without keys" : "an object with the keys \(shown)" : element.value.kindName
    let isAmongFields = ExportForms.all[lastForm].combination == .rowsOfOneFile
    collector.unknownValue(
      isAmongFields
        ? "not a field with a name and a type: \(description). The schema is left out of the audit."
        : "not an export that driftaudit knows: \(description).", at: element)
  }

  // MARK: Text that is not JSON

  /// Reads the texts from number `count` on, each by itself.
  private func readTextsOneByOne(_ window: ExportWindow, of input: InputFile, after count: Int) {
    let text = window.text
    var position = 0
    var number = 0
    while position < text.count {
      if text[position].isJSONSpace {
        position += 1
        continue
      }
      let end = endOfText(text, from: position)
      let slice = UnsafeRawBufferPointer(rebasing: text[position..<end])
      let isWhole = parser.parseTexts(slice) { value, offset in
        number += 1
        guard number > count else { return }
        read(
          ExportElement(
            value: value, window: window, input: input, index: number - 1, offset: position + offset))
      }
      if !isWhole { reportFault(in: slice, at: position, window, of: input) }
      position = end
    }
  }

  /// Where a text ends that may be broken: before the next line that begins with a brace, unless it takes more than
  /// one such line.
  private func endOfText(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start
    while position < text.count {
      guard let base = text.baseAddress, let found = memchr(base + position, 0x0A, text.count - position)
      else {
        return text.count
      }
      position = UnsafeRawPointer(found) - base + 1
      if position < text.count, text[position] == UInt8(ascii: "{") { return position }
    }
    return text.count
  }

  private func readElementsOneByOne(_ window: ExportWindow, of input: InputFile) {
    // The last start may belong to a value that goes on in the next window.
    let starts = window.starts.filter { $0 < window.count }
    for (index, start) in starts.enumerated() {
      var end = index + 1 < starts.count ? starts[index + 1] : window.count
      while end > start, window.text[end - 1].isJSONSpace { end -= 1 }
      let hasComma = end > start && window.text[end - 1] == UInt8(ascii: ",")
      if hasComma { end -= 1 }
      let slice = UnsafeRawBufferPointer(rebasing: window.text[start..<end])
      if let value = parser.parse(slice) {
        read(ExportElement(value: value, window: window, input: input, index: index, offset: start))
      } else {
        reportFault(in: slice, at: start, window, of: input)
      }
      if hasComma, index + 1 == starts.count {
        let (line, column) = window.place(of: window.count)
        report(
          StreamFault(line: line, column: column, message: "not JSON: a value is missing behind the comma."),
          of: input)
        collector.suspectLastTable(of: window)
      }
    }
  }

  private func reportFault(
    in text: UnsafeRawBufferPointer, at offset: Int, _ window: ExportWindow, of input: InputFile
  ) {
    let fault: (offset: Int, message: String)
    if let invalid = TextEncoding.firstInvalidByte(text) {
      fault = (
        invalid, "not UTF-8: byte 0x\(String(text[invalid], radix: 16)) does not belong to a character."
      )
    } else if let found = JSONFault.find(in: text) {
      fault = (found.offset, "not JSON: \(found.message).")
    } else {
      fault = (0, "JSON that cannot be read: nested too deep, or a number out of range.")
    }
    let (line, column) = window.place(of: offset + fault.offset)
    var consequence = ""
    let broken = BrokenText(text)
    let ofFile = window.content == .elements && broken.isField ? collector.table(calledAfter: input) : nil
    if let table = broken.table.map(collector.table) ?? collector.tableOfLastRow ?? ofFile {
      collector.suspect(table)
      let name = collector.tableName(Int(table)).table.clipped()
      consequence = " A part of \(name) is lost with it; the table is left out of the audit."
    } else {
      collector.suspectLastTable(of: window)
    }
    report(StreamFault(line: line, column: column, message: fault.message + consequence), of: input)
  }

  /// Notes a problem of an input.
  func report(_ fault: StreamFault, of input: InputFile) {
    collector.report(
      Problem(file: input.displayName, line: fault.line, column: fault.column, fault.message))
  }
}

/// A text that is not JSON, of which we want to know as much as can be known.
private struct BrokenText {
  private let text: UnsafeRawBufferPointer

  init(_ text: UnsafeRawBufferPointer) { self.text = text }

  /// The table that it speaks of.
  var table: TableName? {
    guard let name = value(of: "table_name") ?? value(of: "tableId") else { return nil }
    return TableName(
      project: value(of: "table_catalog") ?? value(of: "projectId"),
      dataset: value(of: "table_schema") ?? value(of: "datasetId"), table: name)
  }

  /// Whether it speaks of a field of a bare schema.
  var isField: Bool { value(of: "name") != nil && value(of: "type") != nil }

  /// The plain string behind a key.
  private func value(of key: String) -> String? {
    guard let found = text.firstRange(of: Array("\"\(key)\"".utf8)) else { return nil }
    var start = found.upperBound
    while start < text.count, text[start].isJSONSpace || text[start] == UInt8(ascii: ":") { start += 1 }
    guard start < text.count, text[start] == UInt8(ascii: "\"") else { return nil }
    start += 1
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\"") {
      // A name with escapes is not worth guessing.
      if text[end] == UInt8(ascii: "\\") || text[end] < 0x20 { return nil }
      end += 1
    }
    return end < text.count && end > start ? String(validating: text[start..<end], as: UTF8.self) : nil
  }
}
