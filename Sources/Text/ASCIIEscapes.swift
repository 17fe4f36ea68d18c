extension String {
  /// The text with some of its signs put differently.
  ///
  /// By bytes and not by characters: a quote with a combining mark behind it is another character, and still a quote to
  /// whoever reads the report.
  ///
  /// - Parameter escape: What stands for a byte, given the byte before it (0 at the start); nil to leave it.
  package func escaping(_ escape: (_ byte: UInt8, _ previous: UInt8) -> StaticString?) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var previous: UInt8 = 0
    for byte in utf8 {
      if let escaped = escape(byte, previous) {
        escaped.withUTF8Buffer { bytes.append(contentsOf: $0) }
      } else {
        bytes.append(byte)
      }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
