import Engines
import JSONInput
import Platform
import CSimdjson

/// Reads rows without parsing them where they are like rows that were parsed before, and learns from those that are
/// parsed. One for each reading thread.
///
/// What `RowTemplates` matches, this class takes out of a window and hands to the collector; and it decides what is worth
/// learning:
///
/// 1. *What is skipped is whole.* A known row of a text is followed by the end of its line and the next line's brace, or
///    by the window's end; a known value of an array by what divides values. Anything else is left to the parser, which
///    then reports what is wrong with it. Test: KnownRowsTests, "Damaged, mutated and shuffled exports are read as if all
///    rows were parsed".
/// 2. *Places are as if parsed.* Known rows are counted as lines of their own, and a run of them is only begun at the
///    first byte of a line.
/// 3. *What is learnt was tried.* A row is learnt when its record was known already and nothing else was said of it
///    (`SchemaCollector.addRow`), and when a second row with another name, read by the same form into a collector of its
///    own, gives that record, that table and no fault (`decides`).
/// 4. *Unknown rows cost a parse and no more.* As long as no row is known, `stretch` doubles, so that ever fewer rows are
///    compared in vain.
final class KnownRows {
  private let engines: EngineSet
  private let templates = RowTemplates()
  private let parser = JSONParser()
  /// Records of rows of one table.
  private let records = UnsafeMutablePointer<UInt32>.allocate(capacity: KnownRows.mostRecords)
  private static let mostRecords = 1024
  /// The row that was parsed last and may be worth keeping, and where it begins.
  private var pending: (row: SchemaCollector.RepeatedRow, element: ExportElement)?
  /// How much is parsed before rows are compared again: the more, the longer none was known.
  private(set) var stretch = KnownRows.firstStretch

  private static let firstStretch = 2048
  private static let shortestStretch = 512

  /// No rows yet, of exports of these engines.
  init(among engines: EngineSet) { self.engines = engines }

  deinit { records.deallocate() }

  /// Says whether rows of a window were known, so that those that are not cost no more than parsing them.
  func tried(_ found: Int) {
    if found > 0 {
      stretch = Self.shortestStretch
    } else {
      stretch = min(stretch * 2, ExportWindow.usualSize)
      templates.forgetPlace()
    }
  }

  // MARK: Reading

  /// Reads the rows from `start` on that are known and stand on lines of their own; how many, and where they end.
  func read(from start: Int, of window: ExportWindow, into collector: SchemaCollector) -> (
    rows: Int, end: Int
  ) {
    let text = window.text
    guard !templates.isEmpty, let base = text.baseAddress else { return (0, start) }
    let file = Int32(clamping: window.file)
    var (rows, position, line) = (0, start, 0)
    // Rows of one table are handed on together.
    var (table, form, count, firstLine) = (UInt32(0), Int32(-1), 0, 0)
    func handOn() {
      guard count > 0 else { return }
      collector.addKnownRows(
        UnsafeBufferPointer(start: records, count: count), to: table, form: Int(form),
        at: ExportPlace(file: file, line: Int32(clamping: firstLine), column: 1))
      count = 0
    }
    while position < text.count,
      let match = templates.match(base + position, text.count - position, file: file, into: collector)
    {
      guard let next = Self.nextLine(text, position + match.length) else { break }
      if rows == 0 {
        let place = window.place(of: position)
        guard place.column == 1 else { break }
        line = place.line
      }
      if match.table != table || match.form != form || count == Self.mostRecords {
        handOn()
        (table, form, firstLine) = (match.table, match.form, line + rows)
      }
      records[count] = match.record
      count += 1
      rows += 1
      position = next
    }
    handOn()
    if rows > 0 { window.count(from: position, line: line + rows) }
    return (rows, position)
  }

  /// Where the next row begins, or the text ends, where a row ends at `end` and its line with it; else nil.
  @inline(__always)
  private static func nextLine(_ text: UnsafeRawBufferPointer, _ end: Int) -> Int? {
    guard end < text.count else { return end }
    guard text[end] == UInt8(ascii: "\n") else { return nil }
    return end + 1 == text.count || text[end + 1] == UInt8(ascii: "{") ? end + 1 : nil
  }

  /// Reads the values of an array from number `first` on that are known rows; the number of the first that is not.
  func readElements(from first: Int, of window: ExportWindow, into collector: SchemaCollector) -> Int {
    let (text, starts) = (window.text, window.wholeStarts)
    guard !templates.isEmpty, let base = text.baseAddress else { return first }
    let file = Int32(clamping: window.file)
    var index = first
    while index < starts.count {
      let start = starts[index]
      let next = index + 1 < starts.count ? starts[index + 1] : text.count
      guard let match = templates.match(base + start, text.count - start, file: file, into: collector),
        start + match.length <= next,
        Self.isGap(text[(start + match.length)..<next], isLast: index + 1 == starts.count)
      else { break }
      records[0] = match.record
      collector.addKnownRows(
        UnsafeBufferPointer(start: records, count: 1), to: match.table, form: Int(match.form),
        at: window.exportPlace(of: start))
      index += 1
    }
    return index
  }

  /// Whether between two values there is only what divides them, and behind the last one nothing.
  @inline(__always)
  private static func isGap(_ text: Slice<UnsafeRawBufferPointer>, isLast: Bool) -> Bool {
    text.allSatisfy { $0.isJSONSpace || $0 == UInt8(ascii: ",") && !isLast }
  }

  // MARK: Learning

  /// Takes note of a value that was parsed.
  func note(_ row: SchemaCollector.RepeatedRow?, _ element: ExportElement) {
    if let row {
      pending = (row, element)
    } else {
      templates.forgetPlace()
    }
  }

  /// Keeps the row that was parsed last, now that it is known where the next value begins.
  func finish(upTo end: Int, of window: ExportWindow, _ collector: SchemaCollector, _ forms: [any ExportForm])
  {
    guard let (row, element) = pending else { return }
    pending = nil
    var end = end
    let text = window.text
    while end > element.offset, text[end - 1].isJSONSpace { end -= 1 }
    if window.content == .elements, end > element.offset, text[end - 1] == UInt8(ascii: ",") { end -= 1 }
    while end > element.offset, text[end - 1].isJSONSpace { end -= 1 }
    let bytes = UnsafeRawBufferPointer(rebasing: text[element.offset..<end])
    if !learn(row, bytes, element, collector, forms) { templates.forgetPlace() }
  }

  private func learn(
    _ row: SchemaCollector.RepeatedRow, _ text: UnsafeRawBufferPointer, _ element: ExportElement,
    _ collector: SchemaCollector, _ forms: [any ExportForm]
  ) -> Bool {
    let table = collector.tables.bytes(row.table)
    guard text.count <= RowTemplate.longestRow, text.first == UInt8(ascii: "{"),
      text.last == UInt8(ascii: "}"), Newlines(text) == nil,
      let start = table.dropLast().lastIndex(of: 0xFF)
    else { return false }
    let scope = UnsafeRawBufferPointer(rebasing: table[...start])
    let name = UnsafeRawBufferPointer(rebasing: table[(start + 1)...].dropLast())
    guard !name.isEmpty, name.allSatisfy(RowTemplate.isPlain) else { return false }
    let quoted = [UInt8(ascii: "\"")] + name + [UInt8(ascii: "\"")]
    var rest = 0
    // Where the name stands more than once, one of them is the table's.
    for _ in 0..<4 {
      guard let found = Self.firstRange(of: quoted, in: text, from: rest) else { return false }
      rest = found.upperBound - 1
      let place = (found.lowerBound + 1)..<(found.upperBound - 1)
      let known = RowTemplates.Row(text, name: place)
      if templates.isKnown(known, of: row) { return true }
      if decides(place, in: text, row, scope, element, forms) {
        templates.learn(known, of: row, scope: scope)
        return true
      }
    }
    return false
  }

  /// Where bytes that begin with a quote are found first.
  private static func firstRange(
    of quoted: [UInt8], in text: UnsafeRawBufferPointer, from start: Int
  ) -> Range<Int>? {
    guard let base = text.baseAddress else { return nil }
    var position = start
    while let found = Memory.first(UInt8(ascii: "\""), in: base + position, text.count - position) {
      position = found - base
      let end = position + quoted.count
      guard end <= text.count else { return nil }
      if quoted.withUnsafeBytes({ $0.elementsEqual(text[position..<end]) }) { return position..<end }
      position += 1
    }
    return nil
  }

  /// Whether the row says of a table with another name at that place what it says of its own, and nothing else: tried by
  /// reading both.
  private func decides(
    _ place: Range<Int>, in text: UnsafeRawBufferPointer, _ row: SchemaCollector.RepeatedRow,
    _ scope: UnsafeRawBufferPointer, _ element: ExportElement, _ forms: [any ExportForm]
  ) -> Bool {
    var name = Array(text[place])
    if name.count < BigQueryName.longestTableName {
      name.append(UInt8(ascii: "_"))
    } else {
      name.removeLast()
    }
    guard !name.isEmpty else { return false }
    let trial = SchemaCollector(among: engines)
    trial.form = row.form
    let other = text[..<place.lowerBound] + name + text[place.upperBound...]
    guard read(Array(text), as: element, by: forms[row.form], into: trial),
      trial.takeRepeatedRow() == nil, trial.records.count == 1,
      read(Array(other), as: element, by: forms[row.form], into: trial),
      let repeated = trial.takeRepeatedRow(), trial.records.count == 1, trial.faults.ofElements.isEmpty
    else { return false }
    return trial.tables.bytes(repeated.table).elementsEqual(Array(scope) + name + [0xFF])
  }

  private func read(
    _ text: [UInt8], as element: ExportElement, by form: any ExportForm, into trial: SchemaCollector
  ) -> Bool {
    let padded = text + [UInt8](repeating: 0, count: Int(CSJ_PADDING))
    return padded.withUnsafeBytes { bytes in
      guard let value = parser.parse(UnsafeRawBufferPointer(rebasing: bytes[..<text.count])) else {
        return false
      }
      return form.read(
        ExportElement(
          value: value, window: element.window, input: element.input, index: element.index,
          offset: element.offset), into: trial)
    }
  }
}
