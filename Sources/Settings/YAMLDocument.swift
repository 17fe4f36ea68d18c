import Schema
import Text

/// A YAML text as nodes with their places.
struct YAMLDocument {
  let file: String
  /// Nil for an empty text and for one that is no YAML.
  let root: YAMLNode?
  /// Why the text is no YAML.
  let problems: [Problem]

  /// Why a text has no tree.
  struct Failure: Error {
    let problem: Problem
  }

  init(text: String, file: String) {
    self.file = file
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    do throws(Failure) {
      root = try YAMLTree.root(of: bytes, file: file)
      problems = []
    } catch {
      root = nil
      problems = [error.problem]
    }
  }
}
