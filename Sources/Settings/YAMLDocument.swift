import Schema
import Text
import Yams

/// A YAML text as nodes with their places.
struct YAMLDocument {
  let file: String
  /// Nil for an empty text and for one that is no YAML.
  private(set) var root: Node?
  /// Why the text is no YAML, and keys that stand twice in one mapping.
  private(set) var problems: [Problem] = []

  private let lines: [String.UnicodeScalarView.SubSequence]
  /// The names of keys that stand once more further below, by their places.
  private var renamed: [SourcePlace: String] = [:]

  init(text: String, file: String) {
    self.file = file
    var scalars = text.unicodeScalars
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    lines = Self.lines(of: scalars)
    parse(scalars)
  }

  /// Yams throws at a key that stands twice, and says nothing of the rest. Its first place is then renamed by a
  /// letter of the same width that no key has, so that every other error is found as well.
  private mutating func parse(_ scalars: String.UnicodeScalarView) {
    var scalars = scalars
    var pending: Problem?
    for _ in 0..<100 {
      do {
        // Without a resolver of types a plain `off` stays the text that it is.
        root = try Parser(yaml: String(scalars), resolver: .basic, constructor: .default, encoding: .utf8)
          .singleRoot()
        return
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let place = self.place(of: context.mark)
        let name = names.first ?? ""
        pending = Problem(at: place, "the key '\(name.clipped())' stands more than once.")
        guard renamed[place] == nil, rename(at: context.mark, in: &scalars) else { break }
        renamed[place] = name
      } catch let error as YamlError {
        problems.append(pending ?? problem(error))
        return
      } catch {
        problems.append(Problem(file: file, "the file is not valid YAML."))
        return
      }
    }
    if let pending { problems.append(pending) }
  }

  private func rename(at mark: Mark, in scalars: inout String.UnicodeScalarView) -> Bool {
    // Private-use letters, a new one each time: two renamed keys must not become one name.
    guard let letter = Unicode.Scalar(0xE000 + UInt32(renamed.count)),
      let line = Self.lines(of: scalars).dropFirst(mark.line - 1).first,
      var index = line.index(line.startIndex, offsetBy: mark.column - 1, limitedBy: line.endIndex),
      index < line.endIndex
    else { return false }
    if line[index] == "\"" || line[index] == "'" { index = line.index(after: index) }
    guard index < line.endIndex, !("\u{E000}"..."\u{F8FF}").contains(line[index]) else { return false }
    scalars.replaceSubrange(index...index, with: CollectionOfOne(letter))
    return true
  }

  /// A key's text, and whether the same key stands once more further below.
  func key(_ scalar: Node.Scalar) -> (name: String, isRepeated: Bool) {
    if let name = renamed[place(of: scalar.mark)] { return (name, true) }
    return (scalar.string, false)
  }

  /// The place of a mark; libYAML counts columns in Unicode scalars, problems count bytes.
  func place(of mark: Mark?) -> SourcePlace {
    guard let mark, mark.line >= 1 else { return SourcePlace(file: file, line: 1, column: 1) }
    let line = mark.line <= lines.count ? lines[mark.line - 1] : Substring().unicodeScalars
    let bytes = line.prefix(max(mark.column - 1, 0)).reduce(0) { $0 + UTF8.width($1) }
    return SourcePlace(file: file, line: mark.line, column: bytes + 1)
  }

  private func problem(_ error: YamlError) -> Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let start = context.map { " (\($0.text) from line \($0.mark.line))" } ?? ""
      return Problem(at: place(of: mark), "not valid YAML: \(problem)\(start).")
    case .reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0).unicodeScalars
      let lines = Self.lines(of: String.UnicodeScalarView(before))
      let column = (lines.last ?? Substring().unicodeScalars).reduce(1) { $0 + UTF8.width($1) }
      return Problem(file: file, line: max(lines.count, 1), column: column, "not valid YAML: \(problem).")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .duplicatedKeysInMapping:
      return Problem(file: file, "the file is not valid YAML.")
    }
  }

  /// The lines as libYAML counts them.
  private static func lines(of scalars: String.UnicodeScalarView) -> [String.UnicodeScalarView.SubSequence] {
    var lines: [String.UnicodeScalarView.SubSequence] = []
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      switch scalar {
      case "\n", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(scalars[start..<index])
        start = next
      case "\r" where next == scalars.endIndex || scalars[next] != "\n":
        lines.append(scalars[start..<index])
        start = next
      default: break
      }
      index = next
    }
    lines.append(scalars[start...])
    return lines
  }
}

extension Node {
  /// Whether nothing is written where a value could be, or YAML's word for nothing.
  var isNothing: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// What the node is, in a user's words.
  var kind: String {
    switch self {
    case .scalar: isNothing ? "nothing" : "a text"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
