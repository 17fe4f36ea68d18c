/// How many staging tables of a batch may be lost: a number, or a share of those that it has.
package struct LostLimit: Hashable, Sendable, CustomStringConvertible {
  private let kind: Kind

  private enum Kind: Hashable, Sendable {
    case tables(Int)
    /// In thousandths.
    case share(Int)
  }

  /// None.
  package static let none = LostLimit(kind: .tables(0))

  private init(kind: Kind) { self.kind = kind }

  /// A limit from `12`, `5%` or `2.5%`; nil for any other text, and for more than 100 %.
  package init?(_ text: String) {
    let isDigits = { (part: Substring) in !part.isEmpty && part.allSatisfy { "0"..."9" ~= $0 } }
    guard text.hasSuffix("%") else {
      guard isDigits(text[...]), let tables = Int(text) else { return nil }
      kind = .tables(tables)
      return
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(isDigits), let whole = Int(parts[0]), whole <= 100
    else { return nil }
    let tenths = parts.count > 1 ? parts[1] : "0"
    guard tenths.count == 1, let tenths = Int(tenths), whole * 10 + tenths <= 1000 else { return nil }
    kind = .share(whole * 10 + tenths)
  }

  /// Whether so many of so many are more than is allowed.
  package func isExceeded(by lost: Int, of staged: Int) -> Bool {
    switch kind {
    case .tables(let most): lost > most
    case .share(let thousandths): lost * 1000 > staged * thousandths
    }
  }

  /// `12`, `2.5%`.
  package var description: String {
    switch kind {
    case .tables(let tables): "\(tables)"
    case .share(let thousandths):
      "\(thousandths / 10)" + (thousandths % 10 == 0 ? "" : ".\(thousandths % 10)") + "%"
    }
  }
}
