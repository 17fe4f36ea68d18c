import JSONInput

/// JSON of a kind that is known and not read: the file is refused, or left out of a folder, by the kind's name.
///
/// It is asked first, since some kinds look like exports: Snowflake's DESCRIBE is a list of fields with names and types.
final class ForeignForm: ExportForm {
  static let name = "JSON that is not read"
  static let leavesUnknown: [String] = []
  static let combination = ExportCombination.none

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard let kind = ForeignIndex.all.kind(of: element.value) else { return false }
    collector.countElement()
    collector.noteForeign(kind, at: element)
    return true
  }
}

/// Finds the kind of a value: its own keys rule out nearly all of the signatures before any is looked at.
struct ForeignIndex: Sendable {
  /// Of all kinds.
  static let all = ForeignIndex(ForeignKinds.all)

  private struct Entry {
    let kind: Int
    let keys: SIMD8<UInt64>
    let signature: ForeignSignature
  }

  private let bits: [String: Int]
  private let entries: [Entry]

  /// More keys than an object of these kinds has: a longer one is a dictionary, and looked through all the same only for
  /// what stands in its first members.
  private static let mostKeys = 4096

  init(_ kinds: [ForeignKind]) {
    var bits: [String: Int] = [:]
    entries = kinds.enumerated().flatMap { number, kind in
      kind.signatures.map { signature in
        var keys = SIMD8<UInt64>()
        for key in signature.keys {
          let bit = bits[key] ?? bits.count
          bits[key] = bit
          keys[(bit / 64) % 8] |= 1 << UInt64(bit % 64)
        }
        return Entry(kind: number, keys: keys, signature: signature)
      }
    }
    self.bits = bits
  }

  /// The kind of a value, an index into the kinds; nil where it is of none.
  func kind(of value: JSONValue) -> Int? {
    guard value.isObject else { return nil }
    var present = SIMD8<UInt64>()
    var count = 0
    value.forEachMember { key, _ in
      count += 1
      guard count <= Self.mostKeys, key.count <= 48, let bit = bits[String(decoding: key, as: UTF8.self)]
      else { return }
      present[(bit / 64) % 8] |= 1 << UInt64(bit % 64)
    }
    return entries.first { $0.keys & present == $0.keys && $0.signature.matches(value) }?.kind
  }
}
