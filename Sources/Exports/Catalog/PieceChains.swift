/// Which pieces each table has.
struct PieceChains {
  private let pieces: [TablePieces.Piece]
  /// The last piece of each table, and for each piece the one before it; -1 where there is none.
  private var last: [Int32]
  private var previous: [Int32]

  init(_ pieces: [TablePieces.Piece], tableCount: Int) {
    self.pieces = pieces
    last = [Int32](repeating: -1, count: tableCount)
    previous = [Int32](repeating: -1, count: pieces.count)
    for (index, piece) in pieces.enumerated() {
      previous[index] = last[Int(piece.table)]
      last[Int(piece.table)] = Int32(index)
    }
  }

  /// The piece of a table that has but one; nil where it has more, or none.
  func onlyPiece(of table: Int) -> TablePieces.Piece? {
    let only = last[table]
    return only >= 0 && previous[Int(only)] < 0 ? pieces[Int(only)] : nil
  }

  /// The pieces of a table, in no particular order.
  func pieces(of table: Int) -> [TablePieces.Piece] {
    var own: [TablePieces.Piece] = []
    var next = last[table]
    while next >= 0 {
      own.append(pieces[Int(next)])
      next = previous[Int(next)]
    }
    return own
  }
}
