/// Reads CSV as RFC 4180 has it, and nothing else.
enum CSVReading {
  struct Failure: Error { var reason: String }

  /// The rows; every one has to end in CRLF, and to have as many cells as the first.
  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    var isQuoted = false
    var wasQuoted = false
    while index < bytes.count {
      let byte = bytes[index]
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if index + 1 < bytes.count, bytes[index + 1] == byte {
          cell.append(byte)
          index += 1
        } else {
          (isQuoted, wasQuoted) = (false, true)
        }
      } else if byte == UInt8(ascii: "\"") {
        guard cell.isEmpty, !wasQuoted else { throw Failure(reason: "a quote inside of a bare cell") }
        isQuoted = true
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\r") {
        row.append(String(decoding: cell, as: UTF8.self))
        (cell, wasQuoted) = ([], false)
        if byte == UInt8(ascii: "\r") {
          guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else {
            throw Failure(reason: "CR without LF")
          }
          index += 1
          rows.append(row)
          row = []
        }
      } else {
        guard !wasQuoted, byte != UInt8(ascii: "\n") else {
          throw Failure(reason: "text behind a quoted cell, or a bare LF")
        }
        cell.append(byte)
      }
      index += 1
    }
    guard !isQuoted, cell.isEmpty, row.isEmpty else { throw Failure(reason: "the last line does not end") }
    if let first = rows.first, let odd = rows.first(where: { $0.count != first.count }) {
      throw Failure(reason: "\(odd.count) cells instead of \(first.count)")
    }
    return rows
  }
}
