/// A share of a whole in hundredths of a percent, for SVG coordinates that grow with the page: whole numbers, so that
/// every machine writes the same digits.
struct SVGShare: Hashable, Comparable, CustomStringConvertible {
  /// 10,000 is the whole.
  let hundredths: Int

  init(hundredths: Int) { self.hundredths = hundredths }

  /// `part` of `whole`; nothing where there is no whole.
  init(_ part: Int, of whole: Int) { hundredths = whole > 0 ? part * 10_000 / whole : 0 }

  /// `12.5%`.
  var description: String {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    guard rest != 0 else { return "\(whole)%" }
    let digits = rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(whole).\(digits.hasSuffix("0") ? String(digits.dropLast()) : digits)%"
  }

  static func < (left: SVGShare, right: SVGShare) -> Bool { left.hundredths < right.hundredths }
}

/// What a mark in a chart stands for. Tones differ in lightness and in outline, not in hue alone.
enum SVGTone: String, CaseIterable {
  case error, warning, note, accepted
  /// Tables with and without drift, and tables of which nothing is known.
  case drifting, clean, unreadable
  /// Any other figure.
  case plain
}
