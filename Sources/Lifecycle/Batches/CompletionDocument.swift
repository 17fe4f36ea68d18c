import JSONInput
import Settings

/// One document of an export: where it stands, and what names it.
struct CompletionDocument {
  /// The path to its fields in the value that holds it, as a JSON pointer.
  let path: String
  /// The document's own name in its collection, where the export tells it.
  let id: String?
  private let fields: JSONValue
  /// Whether each field is in an object that names its type.
  private let isTyped: Bool

  /// A field: whether it is there and, where it can be read, its value.
  enum Field {
    case absent
    case unreadable
    case value(RecordValue)
  }

  /// The field of that name.
  func field(_ name: String) -> Field {
    guard let member = fields.member(name) else { return .absent }
    guard isTyped else { return .value(RecordValue(plain: member)) }
    return RecordValue(typed: member).map(Field.value) ?? .unreadable
  }

  /// The names of all fields.
  var names: [String] { fields.keys }

  /// The path to a field.
  func path(to name: String) -> String { path + "/" + Self.escaped(name) }

  /// Source: RFC 6901, "JSON Pointer", section 3.
  fileprivate static func escaped(_ name: String) -> String {
    name.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// A document with plain fields.
  init(plain fields: JSONValue, path: String, id: String?) {
    (self.fields, self.path, isTyped) = (fields, path, false)
    self.id = id ?? Self.id(in: fields)
  }

  /// A document as the REST API writes it; nil where the value is none.
  init?(typed document: JSONValue, path: String, id: String?) {
    guard let fields = document.member("fields"), fields.isObject else { return nil }
    let name = document.member("name")
    let isTyped = fields.members.allSatisfy { $0.value.isObject && RecordValue(typed: $0.value) != nil }
    guard name?.isString == true || isTyped else { return nil }
    (self.fields, self.path, self.isTyped) = (fields, path + "/fields", true)
    self.id = name?.text.flatMap(Self.lastPart) ?? id
  }

  /// What plain documents are named by: `__name__` of Firestore's libraries, `__key__` of exports that BigQuery loaded, `id`.
  private static func id(in fields: JSONValue) -> String? {
    for key in ["__name__", "__key__", "_id", "id"] {
      guard let member = fields.member(key) else { continue }
      let text = member.isString ? member : member.member("name")
      if let id = text?.text.flatMap(lastPart) { return id }
    }
    return nil
  }

  private static func lastPart(_ path: String) -> String? { path.split(separator: "/").last.map(String.init) }
}

/// The documents of one value of a file.
struct CompletionDocuments {
  private(set) var all: [CompletionDocument] = []
  /// Whether it is a page of a list, and whether more pages follow.
  private(set) var page: Page?
  private let fields: CompletionFields

  /// A page of a list of documents.
  struct Page {
    /// Where the token stands that asks for the next one; nil on the last page.
    var tokenPath: String?
  }

  /// Finds the documents of an object.
  init(_ value: JSONValue, _ fields: CompletionFields) {
    self.fields = fields
    find(value, path: "", id: nil, depth: 0)
  }

  /// Exports nest collections and documents no deeper than this before the first document.
  private static let deepest = 4

  private mutating func find(_ value: JSONValue, path: String, id: String?, depth: Int) {
    if list(value, path: path) || wrapped(value, path: path) { return }
    if let document = CompletionDocument(typed: value, path: path, id: id) {
      all.append(document)
      return
    }
    let members = value.members
    if let collections = value.member("__collections__"), collections.isObject {
      if members.contains(where: { fields.isKnown($0.key) }) {
        all.append(CompletionDocument(plain: value, path: path, id: id))
      }
      for member in collections.members {
        inside(member.value, path: "\(path)/__collections__/\(Self.step(member.key))", id: nil, depth: depth)
      }
      return
    }
    let holdsOthers =
      !members.isEmpty && depth < Self.deepest
      && members.allSatisfy { !fields.isKnown($0.key) && ($0.value.isObject || $0.value.isArray) }
    guard holdsOthers else {
      all.append(CompletionDocument(plain: value, path: path, id: id))
      return
    }
    for member in members {
      inside(
        member.value, path: "\(path)/\(Self.step(member.key))", id: member.value.isObject ? member.key : nil,
        depth: depth)
    }
  }

  /// Documents in an object by their names, or in an array.
  private mutating func inside(_ value: JSONValue, path: String, id: String?, depth: Int) {
    guard value.isArray else { return find(value, path: path, id: id, depth: depth + 1) }
    for (index, element) in value.elements.enumerated() {
      find(element, path: "\(path)/\(index)", id: nil, depth: depth + 1)
    }
  }

  /// A page as `documents.list` answers.
  private mutating func list(_ value: JSONValue, path: String) -> Bool {
    let token = value.member("nextPageToken")
    guard let documents = value.member("documents") ?? token, documents.isArray || documents.isString else {
      return false
    }
    page = Page(tokenPath: token?.text?.isEmpty == false ? path + "/nextPageToken" : nil)
    for (index, element) in documents.elements.enumerated() {
      let place = "\(path)/documents/\(index)"
      if let document = CompletionDocument(typed: element, path: place, id: nil) {
        all.append(document)
      } else if element.keys != ["name"] {
        // By its name alone a document is listed that holds nothing but collections.
        all.append(CompletionDocument(plain: element, path: place, id: nil))
      }
    }
    return true
  }

  /// An answer of `documents.runQuery` or `documents.batchGet`, which may hold no document.
  private mutating func wrapped(_ value: JSONValue, path: String) -> Bool {
    for key in ["document", "found"] {
      if let inner = value.member(key), inner.isObject,
        let document = CompletionDocument(typed: inner, path: "\(path)/\(key)", id: nil)
      {
        all.append(document)
        return true
      }
    }
    return value.member("readTime") != nil && !value.keys.contains(where: fields.isKnown)
  }

  private static func step(_ name: String) -> String { CompletionDocument.escaped(name) }
}
