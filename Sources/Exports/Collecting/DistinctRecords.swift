import CSimdjson
import Engines
import JSONInput
import Schema

/// The records that one reading thread has met, each kept once.
///
/// A record is told from others by bytes: a form begins it, appends all that it says and nothing else, and asks for its
/// number. Only a record with new bytes is decoded.
final class DistinctRecords {
  /// The records by their numbers.
  @exclusivity(unchecked) var all: [SchemaRecord] = []
  /// Whether the record that was asked for last is new.
  @exclusivity(unchecked) private(set) var isLastNew = false

  private let interner = ByteInterner()
  private let key = ByteKey()
  /// Whether any engine writes a type, so that each is asked for once.
  private var knownTypes: [TypeRow: Bool] = [:]
  /// Engines whose rows need not say whose they are.
  private let writers: [Engine]

  /// No records yet; a type that none of these engines writes is wrong in any.
  init(writers: [Engine]) { self.writers = writers }

  /// How many records there are; their numbers are 0 ..< count.
  var count: Int { interner.count }

  // MARK: The bytes of a record

  /// Begins a record of a form.
  func begin(form: Int) {
    key.clear()
    key.append(byte: UInt8(truncatingIfNeeded: form))
  }

  func append(_ values: UnsafeBufferPointer<csj_slot>) { key.append(identityOf: values) }

  func append(_ number: Int) { key.append(number) }

  func append(_ text: UnsafeRawBufferPointer) { key.append(run: text) }

  /// Appends what `append` appends of each element; what only repeats the element before it is left out.
  func appendFolded(_ elements: JSONValue.Elements, _ append: (JSONValue) -> Void) {
    var last = key.length
    for element in elements {
      let start = key.length
      append(element)
      if start > last { key.foldRepetition(from: last, middle: start) }
      if key.length > start { last = start }
    }
  }

  // MARK: Its number

  /// The number of the record whose bytes were appended; `decode` is only asked for one that is new.
  func number(
    in table: UInt32, at element: ExportElement, decode: () throws(RecordFault) -> [SchemaRecord.Content]
  ) -> UInt32 {
    let (number, isNew) = interner.internNext(key.bytes)
    isLastNew = isNew
    guard isNew else { return UInt32(number) }
    do throws(RecordFault) {
      var contents = try decode()
      contents += unknownTypes(in: contents, of: element)
      let faultPath = contents.lazy.compactMap { self.pathOfFault($0) }.first
      all.append(SchemaRecord(contents: contents, place: element.place(of: faultPath ?? ""), table: table))
    } catch {
      all.append(SchemaRecord(contents: [.fault(error)], place: element.place(of: error.path), table: table))
    }
    return UInt32(number)
  }

  /// Warnings of types that the engine does not know.
  private func unknownTypes(in contents: [SchemaRecord.Content], of element: ExportElement)
    -> [SchemaRecord.Content]
  {
    var engine = Engine.usual
    for case .engine(let told) in contents { engine = told }
    return contents.flatMap { content -> [SchemaRecord.Content] in
      guard case .column(let column, _) = content else { return [] }
      let path = element.value.member("data_type") == nil ? "/type" : "/data_type"
      return column.unknownTypes(in: engine, path: path)
    }
  }

  /// Where something stands that is wrong, or that will be found to be wrong whichever engine wrote it.
  private func pathOfFault(_ content: SchemaRecord.Content) -> String? {
    switch content {
    case .fault(let fault): return fault.path
    case .named(_, _, let path): return path
    case .undecided(let column, _):
      guard let row = column.row else { return nil }
      if let isKnown = knownTypes[row] { return isKnown ? nil : column.path }
      let isKnown = writers.contains { $0.types.writes(row) }
      knownTypes[row] = isKnown
      return isKnown ? nil : column.path
    case .column, .pseudoColumn, .path, .layout, .layoutOfColumn, .engine, .incomplete, .keys, .sample,
      .leftOut:
      return nil
    }
  }

  // MARK: Several threads

  /// Takes over the records of another thread: for each of its numbers the number here. Of one that both have, the place
  /// that comes first counts.
  ///
  /// - Parameter tables: For each of its tables the number here.
  func merge(_ other: DistinctRecords, tables: [UInt32]) -> [UInt32] {
    other.all.enumerated().map { index, record in
      var record = record
      record.table = tables[Int(record.table)]
      let (number, isNew) = interner.intern(other.interner.bytes(index))
      if isNew {
        all.append(record)
      } else if record.place < all[number].place {
        all[number].place = record.place
        all[number].table = record.table
      }
      return UInt32(number)
    }
  }
}
