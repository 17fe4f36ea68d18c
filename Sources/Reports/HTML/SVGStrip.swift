import Output

/// A thin strip of slots in order of time, some of them marked: when something was there, in the height of a line of
/// text. Strips with the same number of slots stand exactly below each other, and below a bar chart with as many bars.
struct SVGStrip {
  /// How many slots there are.
  var slots: Int
  /// The marked slots, ascending, from 0; the line between the first and the last is drawn through.
  var marked: [Int]
  var tone: SVGTone
  /// What the strip says, for those who do not see it.
  var alternative: String

  private static let height = 14

  /// Writes the strip alone.
  func write(to html: HTMLWriter) {
    html.element(
      "svg",
      [
        "class": "strip", "role": "img", "aria-label": alternative, "width": "100%",
        "height": String(Self.height),
      ]
    ) {
      html.element("title", text: alternative)
      let middle = String(Self.height / 2)
      html.element("line", ["class": "track", "x1": "0", "x2": "100%", "y1": middle, "y2": middle])
      for run in runs {
        let start = SVGShare(run.lowerBound, of: slots)
        let end = SVGShare(run.upperBound + 1, of: slots)
        html.element(
          "rect",
          [
            "class": "mark \(tone.rawValue)", "x": start.description, "y": "2",
            "width": SVGShare(hundredths: max(end.hundredths - start.hundredths, 30)).description,
            "height": String(Self.height - 4),
          ]
        )
      }
    }
  }

  /// Neighbouring slots as one mark: a strip over years of days stays a few elements.
  var runs: [ClosedRange<Int>] {
    marked.reduce(into: []) { runs, slot in
      if let last = runs.last, last.upperBound + 1 == slot {
        runs[runs.count - 1] = last.lowerBound...slot
      } else {
        runs.append(slot...slot)
      }
    }
  }
}
