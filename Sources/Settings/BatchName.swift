/// A batch's name, however it writes a dash: names of tables have `_` where the ids of batches have `-`.
package struct BatchName: Hashable, Sendable {
  package let text: String

  package init(_ name: String) {
    text = String(decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }

  /// The runs of digits in it that are long enough to mean this batch and no other.
  var numbers: [Substring] {
    text.split { !("0"..."9" ~= $0) }.filter { $0.utf8.count >= 8 }
  }
}

/// What a user says of batches that are still running: names, patterns, or the number in a name.
package struct ActiveBatch: Hashable, Sendable {
  /// As the user wrote it.
  package let text: String
  private let globs: [Glob]

  /// Reads a name or a pattern.
  ///
  /// - Throws: `GlobError` where it is not one.
  package init(_ text: String) throws(GlobError) {
    self.text = text
    var globs = [try Glob(text)]
    // Between brackets a dash says from where to where.
    if !text.contains("[") { globs.append(try Glob(BatchName(text).text)) }
    self.globs = globs
  }

  /// Whether a batch is meant. Rather one too many than one too few.
  package func matches(_ batch: String) -> Bool {
    let name = BatchName(batch)
    return globs.contains { $0.matches(batch) || $0.matches(name.text) }
      || name.numbers.contains { $0 == text }
  }
}
