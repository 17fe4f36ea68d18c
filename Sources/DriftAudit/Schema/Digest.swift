import CLibMD

/// SHA-256, for identities that have to stay the same on every machine and in every version.
public enum Digest {
  /// The first `digits` hexadecimal digits (64 at most) of SHA-256 over the parts.
  ///
  /// A byte that no UTF-8 text holds ends each part, so that `["ab", "c"]` and `["a", "bc"]` differ.
  public static func hex(_ parts: some Sequence<String>, digits: Int) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    for part in parts {
      var bytes = Array(part.utf8)
      bytes.append(0xFF)
      SHA256Update(&context, bytes, bytes.count)
    }
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    let alphabet = Array("0123456789abcdef")
    return String(digest.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }.prefix(digits))
  }
}
