import CRE2

/// A regular expression of RE2's, compiled once. Matching takes time linear in the text, whatever the expression: no
/// pattern of a configuration makes a run hang.
final class LinearExpression: Sendable {
  /// The expression as written.
  let text: String
  // The compiled expression is never changed, and RE2 matches from any number of threads.
  nonisolated(unsafe) private let compiled: OpaquePointer
  /// The groups' names, from group 1; nil for one without.
  let groupNames: [String?]

  /// Compiles an expression.
  ///
  /// - Throws: `GlobError` with RE2's words where it is not one, or is too large.
  init(_ text: String) throws(GlobError) {
    var bytes = text
    guard let compiled = bytes.withUTF8({ cre2_create(Self.characters($0), $0.count) }) else {
      throw GlobError(message: "out of memory")
    }
    if let error = cre2_error(compiled) {
      let message = String(cString: error)
      cre2_destroy(compiled)
      throw GlobError(message: message)
    }
    self.text = text
    self.compiled = compiled
    let count = cre2_group_count(compiled)
    groupNames =
      count == 0 ? [] : (1...count).map { cre2_group_name(compiled, $0).map { String(cString: $0) } }
  }

  deinit { cre2_destroy(compiled) }

  /// Whether the whole text fits.
  func matchesWhole(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { cre2_matches_whole(compiled, Self.characters($0), $0.count) }
  }

  /// The bytes of the first match's groups, from group 1; nil where nothing matches, or for a group that took no part.
  func firstMatch(in text: String) -> [Range<Int>?]? {
    var text = text
    var offsets = [Int](repeating: -1, count: 2 * (1 + groupNames.count))
    guard text.withUTF8({ cre2_find(compiled, Self.characters($0), $0.count, &offsets) }) else { return nil }
    return groupNames.indices.map { group in
      let start = offsets[2 * group + 2]
      return start < 0 ? nil : start..<offsets[2 * group + 3]
    }
  }

  private static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar>? {
    bytes.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
  }
}

extension LinearExpression: Hashable {
  /// Expressions are equal where they are written alike.
  static func == (left: LinearExpression, right: LinearExpression) -> Bool { left.text == right.text }

  /// Hashes the expression as written.
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
