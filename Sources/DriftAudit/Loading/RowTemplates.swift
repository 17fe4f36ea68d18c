import Glibc

/// The rows that one thread has understood, and those of a text that need no parsing since they are like them.
final class RowTemplates {
  /// How many templates, and bytes of them, are kept at most; what comes later is parsed.
  static let most = 1 << 15
  static let mostBytes = 8 << 20
  /// How many beginnings are tried where a row comes that is not expected.
  static let mostBeginnings = 16

  @exclusivity(unchecked) private var templates: [RowTemplate] = []
  @exclusivity(unchecked) private var arena: UnsafeMutableRawBufferPointer
  @exclusivity(unchecked) private var used = 0
  /// Distinct beginnings of rows and distinct scopes, in the order in which they were met.
  @exclusivity(unchecked) private var beginnings: [RowTemplate.Bytes] = []
  @exclusivity(unchecked) private var scopes: [RowTemplate.Bytes] = []
  /// Templates by what they hold.
  @exclusivity(unchecked) private var numbers: [UInt64: Int32] = [:]
  /// The last template of those that begin alike behind the name.
  @exclusivity(unchecked) private var lookup: [UInt64: Int32] = [:]

  /// The template of the row before.
  @exclusivity(unchecked) private var last: Int32 = -1
  /// The table of the row that was matched last, with its name as bytes.
  @exclusivity(unchecked) private var table: UInt32 = 0
  @exclusivity(unchecked) private var scope = RowTemplate.Bytes(start: 0, count: -1)
  @exclusivity(unchecked) private var nameLength = 0
  private let name = UnsafeMutableRawBufferPointer.allocate(
    byteCount: BigQueryName.longestTableName, alignment: 8)

  init() { arena = .allocate(byteCount: 1 << 16, alignment: 64) }

  deinit {
    arena.deallocate()
    name.deallocate()
  }

  /// Whether there is anything to compare with.
  var isEmpty: Bool { templates.isEmpty }

  // MARK: Matching

  /// A row that is like one that was understood.
  struct Match {
    let record: UInt32
    let table: UInt32
    let form: Int
    /// The offset behind the row.
    let end: Int
  }

  /// The row that begins at `start`; nil where it is like none.
  @inline(__always)
  func match(_ text: UnsafeRawBufferPointer, at start: Int, file: Int32, into collector: SchemaCollector)
    -> Match?
  {
    guard let base = text.baseAddress else { return nil }
    let row = base + start
    let length = text.count - start
    if last >= 0 {
      let (next, other) = (templates[Int(last)].next, templates[Int(last)].other)
      if next >= 0, let match = match(next, row, length, start, file, collector) { return match }
      if other >= 0, let match = match(other, row, length, start, file, collector) {
        templates[Int(last)].next = other
        templates[Int(last)].other = next
        last = other
        return match
      }
    }
    return find(row, length, start, file, collector)
  }

  @inline(__always)
  private func match(
    _ number: Int32, _ row: UnsafeRawPointer, _ length: Int, _ start: Int, _ file: Int32,
    _ collector: SchemaCollector
  ) -> Match? {
    templates.withUnsafeBufferPointer { templates in
      let template = templates[Int(number)]
      let (before, after) = (template.before, template.after)
      guard length > before.count + after.count, let bytes = arena.baseAddress,
        memcmp(row, bytes + before.start, before.count) == 0, template.file == nil || template.file == file
      else { return nil }
      let nameStart = row + before.count
      let room = length - before.count - after.count
      // Most rows are of the same table as the row before.
      let isSame =
        nameLength > 0 && nameLength <= room && scope == template.scope && isName(nameStart)
      guard let count = isSame ? nameLength : Self.plainName(nameStart, room),
        memcmp(nameStart + count, bytes + after.start, after.count) == 0
      else { return nil }
      if !isSame {
        begin(UnsafeRawBufferPointer(start: nameStart, count: count), in: template.scope, collector)
      }
      last = number
      return Match(
        record: template.record, table: table, form: template.form,
        end: start + before.count + count + after.count)
    }
  }

  /// Whether the name of the row that was matched last stands there, and ends there.
  @inline(__always)
  private func isName(_ text: UnsafeRawPointer) -> Bool {
    guard let known = name.baseAddress else { return false }
    return memcmp(text, known, nameLength) == 0
      && text.load(fromByteOffset: nameLength, as: UInt8.self) == UInt8(ascii: "\"")
  }

  /// The length of a name that ends at a quote within `room` bytes and is plain; nil where it is not so.
  private static func plainName(_ start: UnsafeRawPointer, _ room: Int) -> Int? {
    let longest = min(room, BigQueryName.longestTableName)
    // The quote may stand right behind the longest name.
    for count in 0...longest {
      let byte = start.load(fromByteOffset: count, as: UInt8.self)
      if byte == UInt8(ascii: "\"") { return count > 0 ? count : nil }
      if !RowTemplate.isPlain(byte) { return nil }
    }
    return nil
  }

  private func begin(
    _ text: UnsafeRawBufferPointer, in scope: RowTemplate.Bytes, _ collector: SchemaCollector
  ) {
    name.copyMemory(from: text)
    nameLength = text.count
    self.scope = scope
    table = collector.table(scope: bytes(scope), name: text)
  }

  /// Looks the row up by what stands behind the name.
  private func find(
    _ row: UnsafeRawPointer, _ length: Int, _ start: Int, _ file: Int32, _ collector: SchemaCollector
  ) -> Match? {
    guard let bytes = arena.baseAddress else { return nil }
    for beginning in beginnings.prefix(Self.mostBeginnings)
    where beginning.count < length && memcmp(row, bytes + beginning.start, beginning.count) == 0 {
      let room = length - beginning.count - RowTemplate.lookupLength
      guard room > 0, let count = Self.plainName(row + beginning.count, room) else { continue }
      let hash = Self.hash(row + beginning.count + count, beginning)
      var candidate = lookup[hash] ?? -1
      while candidate >= 0 {
        let previous = last
        if let match = match(candidate, row, length, start, file, collector) {
          follow(previous, by: candidate)
          return match
        }
        candidate = templates[Int(candidate)].sibling
      }
    }
    return nil
  }

  private static func hash(_ text: UnsafeRawPointer, _ beginning: RowTemplate.Bytes) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: beginning.start)
    for offset in stride(from: 0, to: RowTemplate.lookupLength, by: 8) {
      hash = ByteInterner.mix(hash ^ text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    return hash
  }

  private func follow(_ template: Int32, by next: Int32) {
    guard template >= 0, templates[Int(template)].next != next else { return }
    templates[Int(template)].other = templates[Int(template)].next
    templates[Int(template)].next = next
  }

  /// Says that what comes is not behind the row that was matched last.
  func forgetPlace() { last = -1 }

  // MARK: Learning

  /// A row without the name of its table.
  struct Row {
    let before: UnsafeRawBufferPointer
    let after: UnsafeRawBufferPointer

    /// A row whose name stands at `name`.
    init(_ text: UnsafeRawBufferPointer, name: Range<Int>) {
      before = UnsafeRawBufferPointer(rebasing: text[..<name.lowerBound])
      after = UnsafeRawBufferPointer(rebasing: text[name.upperBound...])
    }

    fileprivate var hash: UInt64 { ByteInterner.mix(ByteInterner.hash(before)) ^ ByteInterner.hash(after) }
  }

  /// Takes note of a row that was parsed, where it is like one that is kept; false where it is not.
  func isKnown(_ row: Row, of repeated: SchemaCollector.RepeatedRow) -> Bool {
    guard let number = numbers[row.hash] else { return false }
    let template = templates[Int(number)]
    guard template.record == repeated.record, template.file == repeated.file,
      bytes(template.before).elementsEqual(row.before), bytes(template.after).elementsEqual(row.after)
    else { return false }
    follow(last, by: number)
    last = number
    return true
  }

  /// Keeps a row as a template, of which it has been tried that the name decides its table and nothing else.
  ///
  /// - Parameter scope: What stands in front of the name in the table's bytes.
  func learn(_ row: Row, of repeated: SchemaCollector.RepeatedRow, scope: UnsafeRawBufferPointer) {
    guard templates.count < Self.most, used + row.before.count + row.after.count <= Self.mostBytes else {
      return forgetPlace()
    }
    let before = keep(row.before, among: &beginnings)
    let after = keep(row.after)
    let number = Int32(templates.count)
    templates.append(
      RowTemplate(
        before: before, after: after, scope: keep(scope, among: &scopes), record: repeated.record,
        form: repeated.form, file: repeated.file))
    numbers[row.hash] = number
    if after.count >= RowTemplate.lookupLength, let base = arena.baseAddress {
      let hash = Self.hash(base + after.start, before)
      templates[Int(number)].sibling = lookup.updateValue(number, forKey: hash) ?? -1
    }
    follow(last, by: number)
    last = number
  }

  private func bytes(_ range: RowTemplate.Bytes) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: arena[range.start..<(range.start + range.count)])
  }

  /// Equal bytes are kept once, which is why there have to be few.
  private func keep(_ text: UnsafeRawBufferPointer, among known: inout [RowTemplate.Bytes])
    -> RowTemplate.Bytes
  {
    for range in known.suffix(16) where bytes(range).elementsEqual(text) { return range }
    let range = keep(text)
    known.append(range)
    return range
  }

  private func keep(_ text: UnsafeRawBufferPointer) -> RowTemplate.Bytes {
    if used + text.count > arena.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(arena.count * 2, used + text.count), alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: arena[..<used]))
      arena.deallocate()
      arena = larger
    }
    UnsafeMutableRawBufferPointer(rebasing: arena[used...]).copyMemory(from: text)
    defer { used += text.count }
    return RowTemplate.Bytes(start: used, count: text.count)
  }
}
