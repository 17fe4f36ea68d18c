/// Texts as JSON, for the files that people keep under version control.
package enum JSONText {
  /// A JSON string, or `null`.
  package static func quoted(_ text: String?) -> String {
    text.map { String(decoding: JSONString.encoded($0), as: UTF8.self) } ?? "null"
  }
}
