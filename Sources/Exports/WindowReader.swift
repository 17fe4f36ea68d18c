import Engines
import JSONInput
import Platform
import Schema
import Text
import CSimdjson

/// Parses windows and hands their values to the forms. One for each reading thread.
final class WindowReader {
  /// What was found.
  let collector: SchemaCollector

  let parser = JSONParser()
  private let forms: [any ExportForm]
  /// Exports keep to one form, so that the last one is asked first.
  private var lastForm = 0
  /// The shape of the sample record that was read last.
  private var sampleShape = 0
  /// The file of which that is known.
  private var lastFile = -1
  /// The rows that need no parsing; nil where all are parsed.
  let known: KnownRows?

  /// A reader of values of these forms; `parsesAll` is for comparing the two ways.
  init(
    forms: [any ExportForm.Type] = ExportForms.all, parsesAll: Bool = false, among engines: EngineSet = .all
  ) {
    self.forms = forms.map { $0.init() }
    known = parsesAll ? nil : KnownRows(among: engines)
    collector = SchemaCollector(among: engines)
  }

  /// Reads all values of a window; what is not JSON becomes a problem, and the rest is read all the same.
  func read(_ window: ExportWindow, of input: InputFile) {
    switch (window.content, known) {
    case (.texts, nil): readTexts(0..<window.count, of: window, input, count: 0)
    case (.texts, let known?): readTexts(window, of: input, known)
    case (.elements, nil): readElements(0..., of: window, input)
    case (.elements, let known?): readElements(window, of: input, known)
    }
    collector.endWindow(window)
  }

  /// Reads the texts of a window, those that are known rows without parsing them.
  private func readTexts(_ window: ExportWindow, of input: InputFile, _ known: KnownRows) {
    var (position, count) = (0, 0)
    while position < window.count {
      let found = known.read(from: position, of: window, into: collector)
      known.tried(found.rows)
      (position, count) = (found.end, count + found.rows)
      guard position < window.count else { break }
      let end = ElementScanner.lineBreakBetweenObjects(window.text, from: position + known.stretch / 2)
      let range = position..<(end ?? window.count)
      count += readTexts(range, of: window, input, count: count)
      known.finish(upTo: range.upperBound, of: window, collector, forms)
      position = range.upperBound
    }
  }

  /// Reads the values of an array's stretch, those that are known rows without parsing them.
  private func readElements(_ window: ExportWindow, of input: InputFile, _ known: KnownRows) {
    let starts = window.wholeStarts
    var index = 0
    while true {
      let found = known.readElements(from: index, of: window, into: collector)
      known.tried(found - index)
      index = found
      if index == starts.count, index > 0 { return reportUnclosed(window, of: input) }
      let end = window.end(of: known.stretch / 2, from: index)
      guard let end, let list = window.parse(starts[index]..<end.offset, with: parser) else {
        readElements(index..., of: window, input)
        known.finish(upTo: window.count, of: window, collector, forms)
        return
      }
      readElements(list, from: index, of: window, input)
      known.finish(upTo: end.offset, of: window, collector, forms)
      index = end.index
    }
  }

  /// Parses the texts of a stretch, of which `count` texts stand in front; the number of those that were read.
  @discardableResult
  func readTexts(_ range: Range<Int>, of window: ExportWindow, _ input: InputFile, count: Int) -> Int {
    var found = 0
    let text = UnsafeRawBufferPointer(rebasing: window.text[range])
    let isWhole = parser.parseTexts(text) { value, offset in
      read(
        ExportElement(
          value: value, window: window, input: input, index: count + found, offset: range.lowerBound + offset)
      )
      found += 1
    }
    if !isWhole { found = readTextsOneByOne(range, of: window, input, count: count, after: found) }
    return found
  }

  /// Parses the values of an array from one on, up to the window's end.
  func readElements(_ range: PartialRangeFrom<Int>, of window: ExportWindow, _ input: InputFile) {
    let start = range.lowerBound == 0 ? 0 : window.starts[range.lowerBound]
    if let list = window.parse(start..<window.count, with: parser),
      window.text[start...].contains(where: { !$0.isJSONSpace })
    {
      readElements(list, from: range.lowerBound, of: window, input)
      reportUnclosed(window, of: input)
    } else {
      readElementsOneByOne(window, of: input, from: range.lowerBound)
    }
  }

  /// Reads the values of a list, the first of which is the window's value number `first`.
  func readElements(_ list: JSONValue, from first: Int, of window: ExportWindow, _ input: InputFile) {
    for (index, value) in list.elements.enumerated() {
      read(
        ExportElement(
          value: value, window: window, input: input, index: first + index,
          offset: window.starts[first + index]))
    }
  }

  /// Says that the file ends inside of the array that a window belongs to, where it does.
  func reportUnclosed(_ window: ExportWindow, of input: InputFile) {
    guard let unclosed = window.unclosed else { return }
    report(unclosed, of: input)
    collector.suspectLastTable(of: window)
  }

  private func read(_ element: ExportElement) {
    known?.finish(upTo: element.offset, of: element.window, collector, forms)
    readAsForm(element)
    known?.note(collector.takeRepeatedRow(), element)
  }

  private func readAsForm(_ element: ExportElement) {
    if element.window.file != lastFile {
      // What another file was taken for decides nothing here.
      (lastFile, lastForm) = (element.window.file, 0)
    }
    collector.form = lastForm
    if type(of: forms[lastForm]).combination == .samples {
      // Records take nearly everything: those that are not like the last one may be of another form.
      let shape = element.value.shape
      defer { sampleShape = shape }
      if shape != sampleShape { return askForms(element) }
    }
    if forms[lastForm].read(element, into: collector) { return }
    askForms(element)
  }

  private func askForms(_ element: ExportElement) {
    for (index, form) in forms.enumerated() {
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
    let isAmongFields = type(of: forms[lastForm]).combination == .rowsOfOneFile
    collector.unknownValue(
      isAmongFields
        ? "not a field with a name and a type: \(description). The schema is left out of the audit."
        : "not an export that driftaudit knows: \(description).", at: element)
  }

  // MARK: Text that is not JSON

  /// Reads the texts of a stretch from number `count` of it on, each by itself; how many it has.
  private func readTextsOneByOne(
    _ range: Range<Int>, of window: ExportWindow, _ input: InputFile, count before: Int, after count: Int
  ) -> Int {
    let text = UnsafeRawBufferPointer(rebasing: window.text[..<range.upperBound])
    var position = range.lowerBound
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
            value: value, window: window, input: input, index: before + number - 1, offset: position + offset)
        )
      }
      if !isWhole { reportFault(in: slice, at: position, window, of: input) }
      position = end
    }
    return number
  }

  /// Where a text ends that may be broken: before the next line that begins with a brace, unless it takes more than
  /// one such line.
  private func endOfText(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var position = start
    while position < text.count {
      guard let base = text.baseAddress,
        let found = Memory.first(0x0A, in: base + position, text.count - position)
      else {
        return text.count
      }
      position = found - base + 1
      if position < text.count, text[position] == UInt8(ascii: "{") { return position }
    }
    return text.count
  }

  private func readElementsOneByOne(_ window: ExportWindow, of input: InputFile, from first: Int) {
    let starts = window.wholeStarts
    for (index, start) in starts.enumerated().dropFirst(first) {
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
    if let table = broken.table.map(collector.table) ?? collector.tallies.lastTable ?? ofFile {
      collector.suspect(table)
      let name = collector.tables.name(table).table.clipped()
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

extension JSONValue {
  /// A number that objects with the same keys, in the same order and with the same kinds of values, share.
  fileprivate var shape: Int {
    var hasher = Hasher()
    forEachMember { key, value in
      hasher.combine(bytes: key)
      hasher.combine(value.slot.kind.rawValue)
    }
    return hasher.finalize()
  }
}
