/// Bytes as a reader meets them.
package enum ByteText {
  /// `50.2 MB`; a kilobyte has a thousand bytes.
  package static func of(_ bytes: Int) -> String {
    let units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)]
    for (unit, factor) in units where bytes >= factor {
      return "\(bytes / factor).\(bytes % factor * 10 / factor) \(unit)"
    }
    return "\(bytes) B"
  }
}
