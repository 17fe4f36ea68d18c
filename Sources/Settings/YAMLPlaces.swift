import Schema
import CYAML

/// Places in a YAML text: libyaml counts columns in Unicode scalars, problems count bytes.
struct YAMLPlaces {
  private let bytes: [UInt8]
  private let file: String
  /// The offsets at which lines start.
  private let starts: [Int]
  /// The mark asked for last. Marks come in the text's order, and a line of megabytes is not walked for each of them.
  private var last = (line: 0, column: 0, offset: 0)

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    starts = Self.starts(of: bytes)
  }

  mutating func place(of mark: yaml_mark_t) -> SourcePlace {
    let (line, column) = (Int(mark.line), Int(mark.column))
    guard line < starts.count else { return SourcePlace(file: file, line: line + 1, column: 1) }
    if line != last.line || column < last.column { last = (line, 0, starts[line]) }
    let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while last.column < column, last.offset < end {
      last.offset += 1
      while last.offset < end, bytes[last.offset] & 0b1100_0000 == 0b1000_0000 { last.offset += 1 }
      last.column += 1
    }
    return SourcePlace(file: file, line: line + 1, column: last.offset - starts[line] + 1)
  }

  func place(ofByte offset: Int) -> SourcePlace {
    let line = starts.lastIndex { $0 <= offset } ?? 0
    return SourcePlace(file: file, line: line + 1, column: offset - starts[line] + 1)
  }

  /// Lines as libyaml counts them: they end with LF, CR, CR LF, U+0085, U+2028 or U+2029.
  private static func starts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A: starts.append(index + 1)
      case 0x0D where index + 1 == bytes.count || bytes[index + 1] != 0x0A: starts.append(index + 1)
      case 0x85 where index >= 1 && bytes[index - 1] == 0xC2: starts.append(index + 1)
      case 0xA8...0xA9 where index >= 2 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2:
        starts.append(index + 1)
      default: break
      }
    }
    return starts
  }
}
