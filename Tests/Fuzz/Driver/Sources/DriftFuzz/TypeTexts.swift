@testable import Engines
@testable import Schema

/// Reads bytes as the text of a type: the first byte names the engine, and lines behind the text fill a row of
/// information_schema.columns.
enum TypeTexts {
  static func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let engines = EngineSet.all.engines
    let engine = engines[Int(first) % engines.count]
    let lines = bytes.dropFirst().split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let text = lines.first else { return }
    let types = engine.types
    var row = TypeRow(text)
    if lines.count > 1 { row.udtName = lines[1] }
    if lines.count > 2 { row.columnType = lines[2] }
    if lines.count > 3 { row.fullDataType = lines[3] }
    if lines.count > 4 { row.characterLength = Fact(known: Int(lines[4])) }
    if lines.count > 5 { row.precision = Fact(known: Int(lines[5])) }
    if lines.count > 6 { row.scale = Fact(known: Int(lines[6])) }
    if lines.count > 7 { row.fraction = Fact(known: Int(lines[7])) }
    _ = types.writes(row)
    let read = [try? types.type(text), try? types.type(of: row)].compactMap(\.self)
    for type in read {
      let printed = types.text(type)
      if let again = try? types.type(printed) { use(again, of: types) }
      use(type, of: types)
    }
    if read.count == 2 { compare(read[0], read[1], types) }
  }

  private static func use(_ type: DataType, of types: any TypeSystem) {
    _ = type.text
    guard let meaning = types.meaning(type) else { return }
    for engine in EngineSet.all.engines { _ = engine.types.type(meaning: meaning).map(engine.types.text) }
  }

  private static func compare(_ one: DataType, _ other: DataType, _ types: any TypeSystem) {
    guard case .scalar(let name, let numbers) = one, case .scalar(let second, _) = other else { return }
    _ = types.effect(name, second)
    _ = types.limits(name, numbers)
  }
}
