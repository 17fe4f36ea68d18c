/// A table for a terminal: columns as wide as their widest cell, two spaces before and between them.
package enum TextTable {
  /// The lines, with the head first.
  ///
  /// - Parameter numbers: Columns that are flush right.
  package static func lines(_ head: [String], _ rows: [[String]], numbers: some RangeExpression<Int>)
    -> [String]
  {
    lines(head, rows) { numbers.contains($0) }
  }

  /// The lines, with the head first.
  ///
  /// - Parameter isRight: Whether a column is flush right.
  package static func lines(_ head: [String], _ rows: [[String]], isRight: (Int) -> Bool) -> [String] {
    let widths = head.indices.map { column in ([head] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    return ([head] + rows).map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(row[column])))
        return isRight(column) ? space + row[column] : row[column] + space
      }
      let line = "  " + cells.joined(separator: "  ")
      return SafeText.line(String(line.reversed().drop { $0 == " " }.reversed()))
    }
  }
}
