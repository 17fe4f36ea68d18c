import Text

/// How the batch of a staging table is read out of its name: a template such as
/// `_staging_{batch}_prediction_worker_{worker}`, or, between slashes, a regular expression with a group named `batch`.
package struct BatchPattern: Hashable, Sendable {
  /// The pattern as written.
  package let text: String
  private let kind: Kind

  private enum Kind: Hashable, Sendable {
    case template([Segment])
    case expression(LinearExpression, batch: Int)
  }

  private enum Segment: Hashable, Sendable {
    case literal([UInt8])
    /// A named part; `isBatch` for the one that is asked for.
    case part(isBatch: Bool)
  }

  /// Reads a pattern.
  ///
  /// - Throws: `GlobError` where it is not one, or has no part named `batch`.
  package init(_ text: String) throws(GlobError) {
    self.text = text
    if text.utf8.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
      let expression = try Self.compiled(String(text.dropFirst().dropLast()))
      guard let batch = expression.groupNames.firstIndex(of: "batch") else {
        throw GlobError(message: "there is no group '(?<batch>…)' in it")
      }
      guard expression.groupNames.lastIndex(of: "batch") == batch else {
        throw GlobError(message: "there is more than one group '(?<batch>…)' in it")
      }
      kind = .expression(expression, batch: batch)
    } else {
      kind = .template(try Self.segments(text))
    }
  }

  private static func compiled(_ expression: String) throws(GlobError) -> LinearExpression {
    do throws(GlobError) {
      return try LinearExpression(NamedGroups.spelled(expression))
    } catch {
      throw GlobError(message: "it is no regular expression (\(error.message.clipped(to: 200)))")
    }
  }

  private static func segments(_ text: String) throws(GlobError) -> [Segment] {
    var segments: [Segment] = []
    var literal: [UInt8] = []
    var rest = Substring(text)
    var batches = 0
    while let first = rest.first {
      guard first == "{" else {
        literal += Array(String(first).utf8)
        rest.removeFirst()
        continue
      }
      guard let end = rest.firstIndex(of: "}") else { throw GlobError(message: "'{' is not closed") }
      let name = rest[rest.index(after: rest.startIndex)..<end]
      if name.isEmpty { throw GlobError(message: "a part between '{' and '}' has no name") }
      if literal.isEmpty, !segments.isEmpty {
        throw GlobError(message: "there is nothing between two parts that would tell where one ends")
      }
      if !literal.isEmpty { segments.append(.literal(literal)) }
      literal = []
      segments.append(.part(isBatch: name == "batch"))
      batches += name == "batch" ? 1 : 0
      rest = rest[rest.index(after: end)...]
    }
    if !literal.isEmpty { segments.append(.literal(literal)) }
    guard batches == 1 else {
      throw GlobError(
        message: batches == 0
          ? "there is no part '{batch}' in it" : "there is more than one part '{batch}' in it")
    }
    return segments
  }

  /// The batches of tables by their own names; nil for a name that the pattern does not fit.
  package func batches(of names: [String]) -> [String?] {
    switch kind {
    case .template(let segments): return names.map { Self.batch(in: $0, segments) }
    case .expression(let expression, let batch):
      return names.map { name in
        guard let found = expression.firstMatch(in: name)?[batch], !found.isEmpty else { return nil }
        return String(decoding: Array(name.utf8)[found], as: UTF8.self)
      }
    }
  }

  /// What a table's own name tells besides its batch.
  package struct Reading: Hashable, Sendable {
    /// The batch.
    package let batch: String
    /// The pattern's other parts, and all that stands behind the batch without a dash or underscore in front.
    package let others: [String]
  }

  /// What tables' own names tell; nil for a name that the pattern does not fit.
  package func readings(of names: [String]) -> [Reading?] {
    switch kind {
    case .template(let segments):
      return names.map { name in
        let bytes = Array(name.utf8)
        return Self.parts(of: bytes, segments).map { batch, others in
          Reading(
            String(decoding: bytes[batch], as: UTF8.self), others: others.map { bytes[$0] },
            rest: bytes[batch.upperBound...])
        }
      }
    case .expression(let expression, let batch):
      return names.map { name in
        guard let groups = expression.firstMatch(in: name), let found = groups[batch], !found.isEmpty else {
          return nil
        }
        let bytes = Array(name.utf8)
        let others = zip(expression.groupNames, groups).filter { $0.0 != nil && $0.0 != "batch" }
          .compactMap(\.1)
        return Reading(
          String(decoding: bytes[found], as: UTF8.self), others: others.map { bytes[$0] },
          rest: bytes[found.upperBound...])
      }
    }
  }

  private static func batch(in name: String, _ segments: [Segment]) -> String? {
    let bytes = Array(name.utf8)
    return parts(of: bytes, segments).map { String(decoding: bytes[$0.batch], as: UTF8.self) }
  }

  /// Each part takes at least one character and ends where what follows it is met first; the last one takes the rest.
  private static func parts(of bytes: [UInt8], _ segments: [Segment]) -> (
    batch: Range<Int>, others: [Range<Int>]
  )? {
    var position = 0
    var batch: Range<Int>?
    var others: [Range<Int>] = []
    for (index, segment) in segments.enumerated() {
      switch segment {
      case .literal(let literal):
        guard bytes[position...].starts(with: literal) else { return nil }
        position += literal.count
      case .part(let isBatch):
        guard let end = end(of: index, from: position, in: bytes, segments), end > position else {
          return nil
        }
        if isBatch { batch = position..<end } else { others.append(position..<end) }
        position = end
      }
    }
    guard position == bytes.count else { return nil }
    return batch.map { ($0, others) }
  }

  private static func end(of index: Int, from position: Int, in bytes: [UInt8], _ segments: [Segment]) -> Int?
  {
    guard index + 1 < segments.count, case .literal(let next) = segments[index + 1] else {
      return bytes.count
    }
    let isLast = index + 2 == segments.count
    if isLast {
      let start = bytes.count - next.count
      return start > position && bytes[start...].elementsEqual(next) ? start : nil
    }
    return (position + 1..<max(bytes.count - next.count + 1, position + 1)).first {
      bytes[$0...].starts(with: next)
    }
  }
}

extension BatchPattern.Reading {
  fileprivate init(_ batch: String, others: [ArraySlice<UInt8>], rest: ArraySlice<UInt8>) {
    self.batch = batch
    let behind = rest.drop { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    var seen: Set<String> = []
    self.others = (others + [behind]).map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}

/// Named groups as RE2 writes them.
private enum NamedGroups {
  /// The expression with `(?P<name>…)` for `(?<name>…)`, which newer versions of RE2 read too.
  static func spelled(_ expression: String) -> String {
    var spelled: [UInt8] = []
    var isEscaped = false
    var isInBrackets = false
    let bytes = Array(expression.utf8)
    for (index, byte) in bytes.enumerated() {
      spelled.append(byte)
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"): isInBrackets = false
      case UInt8(ascii: "?") where !isInBrackets && index > 0 && bytes[index - 1] == UInt8(ascii: "("):
        let next = bytes[(index + 1)...].prefix(2)
        // `(?<=` and `(?<!` look behind, which RE2 does not.
        if next.first == UInt8(ascii: "<"), next.last != UInt8(ascii: "="), next.last != UInt8(ascii: "!") {
          spelled.append(UInt8(ascii: "P"))
        }
      default: break
      }
    }
    return String(decoding: spelled, as: UTF8.self)
  }
}
