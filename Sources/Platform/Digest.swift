import CLibMD

/// SHA-256, for identities that have to stay the same on every machine and in every version.
package enum Digest {
  /// The first `digits` hexadecimal digits (64 at most) of SHA-256 over the parts.
  ///
  /// A byte that no UTF-8 text holds ends each part, so that `["ab", "c"]` and `["a", "bc"]` differ.
  package static func hex(_ parts: [String], digits: Int) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    for part in parts {
      var bytes = Array(part.utf8)
      bytes.append(0xFF)
      SHA256Update(&context, bytes, bytes.count)
    }
    return String(hex(finished(&context)).prefix(digits))
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let alphabet = Array("0123456789abcdef")
    return String(bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] })
  }

  /// SHA-256 over bytes that come piece by piece.
  package struct Running {
    private var context = SHA2_CTX()

    package init() { SHA256Init(&context) }

    package mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    }

    /// All 64 hexadecimal digits. Nothing can be added then.
    package mutating func hex() -> String { Digest.hex(Digest.finished(&context)) }
  }

  /// SHA-256 over the bytes as Base64 text, as content security policies name what they allow.
  package static func base64(ofSHA256Of bytes: [UInt8]) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    SHA256Update(&context, bytes, bytes.count)
    return base64(finished(&context))
  }

  /// Source: RFC 4648, section 4.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...group.count { text.append(alphabet[bits >> (18 - 6 * place) & 63]) }
      text += String(repeating: "=", count: 3 - group.count)
    }
    return text
  }

  private static func finished(_ context: inout SHA2_CTX) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    return digest
  }
}
