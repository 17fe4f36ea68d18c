import Schema
import Text

/// Reads the objects of a small JSON file and gathers everything that is wrong with them, each with its place.
///
/// A getter returns nil where it reported a problem, so a reader asks for all that it wants before it gives up:
///
/// ```swift
/// let name = reader.text("name", of: object)
/// let count = reader.number("count", of: object)
/// guard let name, let count else { return nil }
/// ```
package struct PlacedReader {
  /// Each place costs a walk through the file.
  private static let mostProblems = 100

  package let json: PlacedJSON
  private var problems: [Problem] = []
  private var unlisted = 0

  /// An object and the path to it, like `/accepted/3`.
  package struct Object {
    package let path: String
    /// Its keys in the file's order.
    package let keys: [String]
    private let members: [String: JSONValue]

    fileprivate init(_ value: JSONValue, path: String) {
      let members = value.members
      self.path = path
      keys = members.map(\.key)
      self.members = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
    }

    /// A key's value, the last where the object has it twice; nil where it lacks the key.
    package subscript(key: String) -> JSONValue? { members[key] }

    /// A key's value unless it is null.
    fileprivate func value(_ key: String) -> JSONValue? {
      members[key].flatMap { $0.kind == .null ? nil : $0 }
    }
  }

  /// What `body` makes of a file; nil where the file has errors. And everything that is wrong with it, up to a hundred.
  package static func read<Result>(
    bytes: [UInt8], file: String, _ body: (inout PlacedReader) -> Result?
  ) -> (Result?, [Problem]) {
    do throws(PlacedJSON.Failure) {
      var reader = PlacedReader(json: try PlacedJSON(bytes: bytes, file: file))
      let result = body(&reader)
      let problems = reader.allProblems
      return (problems.contains { $0.severity == .error } ? nil : result, problems)
    } catch {
      return (nil, [error.problem])
    }
  }

  private init(json: PlacedJSON) { self.json = json }

  // MARK: Problems

  /// Reports what is wrong with the value behind a path.
  package mutating func report(_ path: String, _ message: String, severity: Severity = .error) {
    add { [json] in Problem(severity, at: json.place(of: path), message) }
  }

  private mutating func add(_ problem: () -> Problem) {
    if problems.count < Self.mostProblems { problems.append(problem()) } else { unlisted += 1 }
  }

  /// Everything that is wrong, and how much of it is not listed.
  private var allProblems: [Problem] {
    let rest =
      unlisted == 0 ? [] : [Problem(file: json.file, "\(Count.grouped(unlisted)) more are not listed.")]
    return problems.sorted() + rest
  }

  // MARK: Objects and arrays

  /// The object that a value is.
  ///
  /// - Parameter what: What it is for, as messages name it: `an entry`.
  package mutating func object(_ value: JSONValue, _ path: String, _ what: String) -> Object? {
    guard value.isObject else {
      report(path, "\(what) must be an object, not \(value.kindName).")
      return nil
    }
    return Object(value, path: path)
  }

  /// The object that the file is.
  package mutating func root(_ what: String) -> Object? { object(json.root, "", what) }

  /// The object at a key.
  package mutating func object(_ key: String, of object: Object) -> Object? {
    required(key, of: object).flatMap { self.object($0, "\(object.path)/\(key)", "'\(key)'") }
  }

  /// The object at a key; nil where the key is missing or null.
  package mutating func optionalObject(_ key: String, of object: Object) -> Object? {
    object.value(key).flatMap { self.object($0, "\(object.path)/\(key)", "'\(key)'") }
  }

  /// The elements of the array at a key, with their paths; nil where it is none.
  package mutating func array(_ key: String, of object: Object) -> [(value: JSONValue, path: String)]? {
    guard let value = required(key, of: object) else { return nil }
    let path = "\(object.path)/\(key)"
    guard value.isArray else {
      report(path, "'\(key)' must be an array, not \(value.kindName).")
      return nil
    }
    return value.elements.enumerated().map { ($1, "\(path)/\($0)") }
  }

  /// Reports each key that is none of `known`, nor of `silent`, which messages do not offer.
  package mutating func refuseUnknownKeys(of object: Object, known: [String], silent: [String] = []) {
    for key in object.keys where !known.contains(key) && !silent.contains(key) {
      add { [json] in
        Problem(
          at: json.placeOfKey("\(object.path)/\(key)"), Suggestion.unknown("key", key, known: known))
      }
    }
  }

  /// Whether `schemaVersion` or another key holds the version that this driftaudit knows.
  ///
  /// - Parameter what: What the version is of: `the baseline`.
  package mutating func isVersion(_ known: Int, at key: String, of object: Object, _ what: String) -> Bool {
    if object[key]?.wholeNumber == known { return true }
    report("\(object.path)/\(key)", "unknown version of \(what): this driftaudit knows version \(known).")
    return false
  }

  // MARK: Values

  private mutating func required(_ key: String, of object: Object) -> JSONValue? {
    if let value = object[key] { return value }
    report(object.path, "'\(key)' is missing.")
    return nil
  }

  /// The string at a key.
  package mutating func text(_ key: String, of object: Object) -> String? {
    guard let value = required(key, of: object) else { return nil }
    if let text = value.string { return text }
    report("\(object.path)/\(key)", "'\(key)' must be a string, not \(value.kindName).")
    return nil
  }

  /// The string at a key, which holds more than white space.
  package mutating func filledText(_ key: String, of object: Object) -> String? {
    guard let text = text(key, of: object) else { return nil }
    if text.contains(where: { !$0.isWhitespace }) { return text }
    report("\(object.path)/\(key)", "'\(key)' must not be empty.")
    return nil
  }

  /// The string at a key; nil where the key is missing or null.
  package mutating func optionalText(_ key: String, of object: Object) -> String? {
    guard let value = object.value(key) else { return nil }
    if let text = value.string { return text }
    report("\(object.path)/\(key)", "'\(key)' must be a string or null, not \(value.kindName).")
    return nil
  }

  /// The truth value at a key; nil where the key is missing or null.
  package mutating func optionalTruth(_ key: String, of object: Object) -> Bool? {
    guard let value = object.value(key) else { return nil }
    if value.isYes, !value.isString { return true }
    if value.isNo, !value.isString { return false }
    report("\(object.path)/\(key)", "'\(key)' must be true or false, not \(value.kindName).")
    return nil
  }

  /// The day at a key as `YYYY-MM-DD`; nil where the key is missing or null.
  package mutating func optionalDay(_ key: String, of object: Object) -> String? {
    guard let text = optionalText(key, of: object) else { return nil }
    if CalendarDay(text) != nil { return text }
    report(
      "\(object.path)/\(key)", "'\(text.clipped())' is no day of the calendar. Write it as YYYY-MM-DD.")
    return nil
  }

  /// The whole number from 0 at a key.
  package mutating func number(_ key: String, of object: Object) -> Int? {
    guard let value = required(key, of: object) else { return nil }
    if let number = value.wholeNumber, number >= 0 { return number }
    let found = value.kind == .number ? "" : ", not \(value.kindName)"
    report("\(object.path)/\(key)", "'\(key)' must be a whole number from 0\(found).")
    return nil
  }

  /// One of the words of an enumeration at a key.
  package mutating func word<Word: RawRepresentable & CaseIterable>(_ key: String, of object: Object) -> Word?
  where Word.RawValue == String {
    guard let text = text(key, of: object) else { return nil }
    if let word = Word(rawValue: text) { return word }
    report("\(object.path)/\(key)", Suggestion.unknown(key, text, known: Word.allCases.map(\.rawValue)))
    return nil
  }
}
