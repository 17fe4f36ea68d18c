#if canImport(CommonCrypto)
  import CommonCrypto
#else
  import CLibMD
#endif

/// SHA-256, for identities that have to stay the same on every machine and in every version.
package enum Digest {
  /// The first `digits` hexadecimal digits (64 at most) of SHA-256 over the parts.
  ///
  /// A byte that no UTF-8 text holds ends each part, so that `["ab", "c"]` and `["a", "bc"]` differ.
  package static func hex(_ parts: [String], digits: Int) -> String {
    var sum = SHA256()
    for part in parts {
      var bytes = Array(part.utf8)
      bytes.append(0xFF)
      sum.add(bytes[...])
    }
    return String(hex(sum.finish()).prefix(digits))
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let alphabet = Array("0123456789abcdef")
    return String(bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] })
  }

  /// SHA-256 over bytes that come piece by piece.
  package struct Running {
    private var sum = SHA256()

    package init() {}

    package mutating func add(_ bytes: ArraySlice<UInt8>) { sum.add(bytes) }

    /// All 64 hexadecimal digits. Nothing can be added then.
    package mutating func hex() -> String { Digest.hex(sum.finish()) }
  }

  /// SHA-256 over the bytes as Base64 text, as content security policies name what they allow.
  package static func base64(ofSHA256Of bytes: [UInt8]) -> String {
    var sum = SHA256()
    sum.add(bytes[...])
    return base64(sum.finish())
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
}

/// SHA-256 as the system's library has it.
private struct SHA256 {
  #if canImport(CommonCrypto)
    private var context = CC_SHA256_CTX()

    init() { CC_SHA256_Init(&context) }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      _ = bytes.withUnsafeBytes { CC_SHA256_Update(&context, $0.baseAddress, CC_LONG($0.count)) }
    }

    /// All 32 bytes. Nothing can be added then.
    mutating func finish() -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: 32)
      CC_SHA256_Final(&digest, &context)
      return digest
    }
  #else
    private var context = SHA2_CTX()

    init() { SHA256Init(&context) }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    }

    /// All 32 bytes. Nothing can be added then.
    mutating func finish() -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: 32)
      SHA256Final(&digest, &context)
      return digest
    }
  #endif
}
