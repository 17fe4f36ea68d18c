import Testing
import Text

@Suite("Scalars that are unsafe to print") struct UnsafeScalarTests {
  private static let all = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)

  @Test("Text and JSON escape the same scalars, and JSON what it must besides")
  func oneTable() {
    let differing = Self.all.filter { scalar in
      let text = String(Character(scalar))
      let json = String(decoding: JSONString.encoded(text), as: UTF8.self)
      let isUnsafe = SafeText.isUnsafe(scalar)
      let isEscaped = isUnsafe || scalar == "\"" || scalar == "\\"
      return (json != "\"\(text)\"") != isEscaped || (SafeText.printable(text) != text) != isUnsafe
    }
    #expect(differing == [])
  }

  @Test("Controls, separators and what shows nothing are unsafe; selectors and private characters are not")
  func table() {
    let safe = Self.all.filter { scalar in
      guard !SafeText.isUnsafe(scalar) else { return false }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: return true
      case .format, .unassigned: return scalar.properties.isDefaultIgnorableCodePoint
      default: return false
      }
    }
    #expect(safe == [])
    let written = "a\u{E9}\u{301}\u{E000}\u{FE0F}\u{E0100}\u{1F600}"
    #expect(!written.unicodeScalars.contains(where: SafeText.isUnsafe))
  }

  @Test("A scalar beyond 16 bits is escaped as UTF-16 has it")
  func surrogates() {
    let json = String(decoding: JSONString.encoded("a\u{E0001}\u{1D173}\u{1F600}"), as: UTF8.self)
    #expect(json == "\"a\\udb40\\udc01\\ud834\\udd73\u{1F600}\"")
  }
}
