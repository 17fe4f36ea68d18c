import Platform
import JSONInput

/// The rows that one thread has understood, and those of a text that need no parsing since they are like them.
///
/// Matching is done for each of the hundreds of millions of rows of a large export, so that it compares pointers and runs
/// of bytes and allocates nothing. What it relies on:
///
/// 1. *A template decides.* A row is only learnt after its name was tried (`KnownRows`): with another name in its place
///    the row has the same record, and the table that this name says. So all rows that have a template's bytes before
///    and after a plain name need no parsing. Tests: KnownRowsTests, "Of two keys for the table's name the last counts"
///    and "A row whose text holds its table's name elsewhere".
/// 2. *Names are plain.* No byte of a matched name ends its string, begins an escape or is part of a longer character
///    (`RowTemplate.isPlain`), and it is no longer than a name may be. Test: "A name that ends its string, escapes, …".
/// 3. *Nothing moves.* `templates`, `arena` and `head` are allocated once and are only added to, so that pointers into
///    them stay valid, and what is kept once can be compared by its address. `keep` looks at the last few beginnings
///    only: one that is kept twice costs a slower comparison and changes no outcome.
/// 4. *`head` is the beginning of a row of `table`*, from its brace to the quote after the name, for rows of the beginning
///    `before` and the scope `scope`. `begin` sets all four together, and only there.
/// 5. *Order is a guess.* `last`, `next`, `other` and `lookup` say what to try first; every match compares all bytes. A
///    wrong guess costs time. Tests: "Rows in any order need no parsing either", and "Damaged, mutated and shuffled
///    exports are read as if all rows were parsed", which compares whole catalogs.
/// 6. *Records of one file stay in it.* `RowTemplate.file` is compared on both ways to a match. Test: "Rows that do not
///    tell their engine are known within their file alone".
/// 7. *There is an end.* When `templates` or `arena` are full, further rows are parsed. So are rows of which too little
///    follows the name for a lookup, where they are not the guess.
final class RowTemplates {
  /// How many templates, and bytes of them, are kept at most; what comes later is parsed. Room that is not used costs
  /// nothing.
  static let most = 1 << 15
  static let mostBytes = 8 << 20
  /// How many beginnings are tried where a row comes that is not expected.
  static let mostBeginnings = 16

  private let templates = UnsafeMutablePointer<RowTemplate>.allocate(capacity: RowTemplates.most)
  private let arena = UnsafeMutableRawBufferPointer.allocate(byteCount: RowTemplates.mostBytes, alignment: 64)
  @exclusivity(unchecked) private var count: Int32 = 0
  @exclusivity(unchecked) private var used = 0
  /// Distinct beginnings of rows and distinct scopes, in the order in which they were met.
  @exclusivity(unchecked) private var beginnings: [UnsafeRawBufferPointer] = []
  @exclusivity(unchecked) private var scopes: [UnsafeRawBufferPointer] = []
  /// Templates by what they hold.
  @exclusivity(unchecked) private var numbers: [UInt64: Int32] = [:]
  /// The last template of those that begin alike behind the name.
  @exclusivity(unchecked) private var lookup: [UInt64: Int32] = [:]

  /// The template of the row before.
  @exclusivity(unchecked) private var last: Int32 = -1
  /// The table of the row that was matched last, and where in the arena the beginning of its rows is kept.
  @exclusivity(unchecked) private var table: UInt32 = 0
  @exclusivity(unchecked) private var scope: UnsafeRawPointer?
  @exclusivity(unchecked) private var before: UnsafeRawPointer?
  /// How that row began, the quote behind the name included.
  private let head = UnsafeMutableRawPointer.allocate(
    byteCount: RowTemplate.longestRow + BigQueryName.longestTableName, alignment: 64)
  @exclusivity(unchecked) private var headLength = 0

  init() {}

  deinit {
    templates.deallocate()
    arena.deallocate()
    head.deallocate()
  }

  /// Whether there is anything to compare with.
  var isEmpty: Bool { count == 0 }

  // MARK: Matching

  /// A row that is like one that was understood.
  struct Match {
    let record: UInt32
    let table: UInt32
    let form: Int32
    /// The bytes of the row.
    let length: Int
  }

  /// The row that begins at `row`, behind which `room` bytes end; nil where it is like none.
  @inline(__always)
  func match(_ row: UnsafeRawPointer, _ room: Int, file: Int32, into collector: SchemaCollector) -> Match? {
    if last >= 0 {
      let template = templates + Int(last)
      let (next, other) = (template.pointee.next, template.pointee.other)
      if next >= 0, let match = match(next, row, room, file, collector) { return match }
      if other >= 0, let match = match(other, row, room, file, collector) {
        template.pointee.next = other
        template.pointee.other = next
        return match
      }
    }
    return find(row, room, file, collector)
  }

  @inline(__always)
  private func match(
    _ number: Int32, _ row: UnsafeRawPointer, _ room: Int, _ file: Int32, _ collector: SchemaCollector
  ) -> Match? {
    let template = templates + Int(number)
    let after = template.pointee.after
    guard let rest = after.baseAddress else { return nil }
    // Most rows are of the same table as the row before.
    if before == template.pointee.before.baseAddress, scope == template.pointee.scope.baseAddress,
      headLength + after.count <= room, Memory.isEqual(row, head, headLength)
    {
      guard Memory.isEqual(row + (headLength - 1), rest, after.count),
        template.pointee.file < 0 || template.pointee.file == file
      else { return nil }
      last = number
      return Match(
        record: template.pointee.record, table: table, form: template.pointee.form,
        length: headLength - 1 + after.count)
    }
    return matchOther(number, row, room, file, collector)
  }

  /// Whether a row is like a template, whatever its table.
  @inline(never)
  private func matchOther(
    _ number: Int32, _ row: UnsafeRawPointer, _ room: Int, _ file: Int32, _ collector: SchemaCollector
  ) -> Match? {
    let template = templates[Int(number)]
    guard let start = template.before.baseAddress, let rest = template.after.baseAddress,
      room > template.before.count + template.after.count, template.file < 0 || template.file == file,
      Memory.isEqual(row, start, template.before.count),
      let length = Self.plainName(
        row + template.before.count, room - template.before.count - template.after.count),
      Memory.isEqual(row + template.before.count + length, rest, template.after.count)
    else { return nil }
    begin(row, template, length, collector)
    last = number
    return Match(
      record: template.record, table: table, form: template.form,
      length: template.before.count + length + template.after.count)
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
    _ row: UnsafeRawPointer, _ template: RowTemplate, _ length: Int, _ collector: SchemaCollector
  ) {
    headLength = template.before.count + length + 1
    head.copyMemory(from: row, byteCount: headLength)
    before = template.before.baseAddress
    scope = template.scope.baseAddress
    table = collector.tables.number(
      scope: template.scope, name: UnsafeRawBufferPointer(start: row + template.before.count, count: length))
  }

  /// Looks the row up by what stands behind the name.
  @inline(never)
  private func find(_ row: UnsafeRawPointer, _ room: Int, _ file: Int32, _ collector: SchemaCollector)
    -> Match?
  {
    for beginning in beginnings.prefix(Self.mostBeginnings) {
      guard let start = beginning.baseAddress, beginning.count < room,
        Memory.isEqual(row, start, beginning.count)
      else { continue }
      let rest = room - beginning.count - RowTemplate.lookupLength
      guard rest > 0, let length = Self.plainName(row + beginning.count, rest) else { continue }
      var candidate = lookup[Self.hash(row + beginning.count + length, start)] ?? -1
      let previous = last
      while candidate >= 0 {
        if let match = match(candidate, row, room, file, collector) {
          follow(previous, by: candidate)
          return match
        }
        candidate = templates[Int(candidate)].sibling
      }
    }
    return nil
  }

  private static func hash(_ text: UnsafeRawPointer, _ beginning: UnsafeRawPointer) -> UInt64 {
    var hash = UInt64(UInt(bitPattern: beginning))
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
    guard template.record == repeated.record, template.file == repeated.file ?? -1,
      template.before.elementsEqual(row.before), template.after.elementsEqual(row.after)
    else { return false }
    follow(last, by: number)
    last = number
    return true
  }

  /// Keeps a row as a template, of which it has been tried that the name decides its table and nothing else.
  ///
  /// - Parameter scope: What stands in front of the name in the table's bytes.
  func learn(_ row: Row, of repeated: SchemaCollector.RepeatedRow, scope: UnsafeRawBufferPointer) {
    let bytes = row.before.count + row.after.count + scope.count
    guard count < Self.most, used + bytes <= Self.mostBytes else { return forgetPlace() }
    let before = keep(row.before, among: &beginnings)
    let after = keep(row.after)
    let number = count
    var template = RowTemplate(
      before: before, after: after, scope: keep(scope, among: &scopes), record: repeated.record,
      form: Int32(repeated.form), file: repeated.file ?? -1)
    numbers[row.hash] = number
    if after.count >= RowTemplate.lookupLength, let start = before.baseAddress, let rest = after.baseAddress {
      template.sibling = lookup.updateValue(number, forKey: Self.hash(rest, start)) ?? -1
    }
    (templates + Int(number)).initialize(to: template)
    count += 1
    follow(last, by: number)
    last = number
  }

  /// Equal bytes are kept once, which is why there have to be few.
  private func keep(_ text: UnsafeRawBufferPointer, among known: inout [UnsafeRawBufferPointer])
    -> UnsafeRawBufferPointer
  {
    for kept in known.suffix(Self.mostBeginnings) where kept.elementsEqual(text) { return kept }
    let kept = keep(text)
    known.append(kept)
    return kept
  }

  private func keep(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let place = UnsafeMutableRawBufferPointer(rebasing: arena[used..<(used + text.count)])
    place.copyMemory(from: text)
    used += text.count
    return UnsafeRawBufferPointer(place)
  }
}
