import Output
import Text

/// Stacked bars over time as inline SVG, as wide as its place: widths are percentages, so that text keeps its size on a
/// phone.
///
/// ```swift
/// SVGBarChart(
///   title: "Tables by batch", series: [.init(name: "drifting", tone: .drifting), .init(name: "clean", tone: .clean)],
///   bars: [.init(label: "batch_1", values: [3, 5])]
/// ).write(to: html)
/// ```
struct SVGBarChart {
  /// One layer of all bars.
  struct Series {
    /// As the legend and the text alternative call it.
    var name: String
    var tone: SVGTone
  }

  /// One bar.
  struct Bar {
    /// A batch, a day, a week.
    var label: String
    /// A number for each series, from the bottom of the bar to its top.
    var values: [Int]

    var total: Int { values.reduce(0, +) }
  }

  /// What the chart shows; its caption.
  var title: String
  /// The layers, from the bottom up. One that is 0 in every bar has no place in the legend.
  var series: [Series]
  /// From left to right.
  var bars: [Bar]
  /// What a value counts.
  var noun = "table"
  /// A sentence behind the caption, such as what was left out.
  var note = ""

  /// Height of the bars in pixels.
  private static let height = 120
  /// Room above the bars for the figure of the highest one, and below for the labels.
  private static let top = 18
  private static let bottom = 20
  /// With more bars than this no figures stand on them.
  private static let mostFigures = 24

  /// Writes a figure with caption, legend and picture.
  func write(to html: HTMLWriter) {
    html.element("figure", ["class": "chart"]) {
      html.element("figcaption") {
        html.element("span", ["class": "caption"], text: title)
        if shown.count > 1 || series.count > 1 { legend(html) }
        if !note.isEmpty { html.element("span", ["class": "muted"], text: note) }
      }
      picture(html)
    }
  }

  private var shown: [Int] { series.indices.filter { index in bars.contains { $0.values[index] > 0 } } }

  private func legend(_ html: HTMLWriter) {
    html.element("span", ["class": "legend"]) {
      for index in shown {
        html.element("span", ["class": "key"]) {
          html.element("svg", ["class": "swatch", "width": "12", "height": "12", "aria-hidden": "true"]) {
            html.element(
              "rect",
              [
                "x": "1", "y": "1", "width": "10", "height": "10",
                "class": "mark \(series[index].tone.rawValue)",
              ]
            )
          }
          html.text(series[index].name)
        }
      }
    }
  }

  /// What the picture says, for those who do not see it.
  var alternative: String {
    guard let first = bars.first, let last = bars.last else { return "\(title): nothing to show." }
    let totals = shown.map { index in
      "\(Count.grouped(bars.reduce(0) { $0 + $1.values[index] })) \(series[index].name)"
    }
    var text =
      "\(title), from \(clipped(first.label)) to \(clipped(last.label)): \(totals.joined(separator: ", "))."
    if let most = bars.max(by: { $0.total < $1.total }), bars.count > 1 {
      text += " Most in \(clipped(most.label)): \(Count.of(most.total, noun))."
    }
    return text
  }

  private func clipped(_ label: String) -> String { SafeText.printable(label, limit: 80) }

  private func picture(_ html: HTMLWriter) {
    let height = Self.top + Self.height + Self.bottom
    let most = max(bars.map(\.total).max() ?? 0, 1)
    html.element(
      "svg",
      ["class": "bars", "role": "img", "aria-label": alternative, "width": "100%", "height": String(height)]
    ) {
      let ground = String(Self.top + Self.height)
      for (number, bar) in bars.enumerated() { draw(bar, number: number, most: most, to: html) }
      html.element("line", ["class": "axis", "x1": "0", "x2": "100%", "y1": ground, "y2": ground])
      labels(html)
    }
  }

  private func draw(_ bar: Bar, number: Int, most: Int, to html: HTMLWriter) {
    let left = 10_000 * number / bars.count
    let step = 10_000 * (number + 1) / bars.count - left
    let width = SVGShare(hundredths: min(max(step * 4 / 5, 5), 600))
    let middle = left + step / 2
    let x = SVGShare(hundredths: middle - width.hundredths / 2)
    html.element("g") {
      let parts = shown.map { "\(Count.grouped(bar.values[$0])) \(series[$0].name)" }
      html.element("title", text: "\(clipped(bar.label)): \(parts.joined(separator: ", "))")
      var below = 0
      for index in shown where bar.values[index] > 0 {
        let foot = Self.height * below / most
        below += bar.values[index]
        let head = max(Self.height * below / most, foot + 1)
        html.element(
          "rect",
          [
            "class": "mark \(series[index].tone.rawValue)", "x": x.description,
            "y": String(Self.top + Self.height - head), "width": width.description,
            "height": String(head - foot),
          ]
        )
      }
      if bars.count <= Self.mostFigures, bar.total > 0 {
        let y = Self.top + Self.height - Self.height * bar.total / most - 5
        html.element(
          "text",
          [
            "class": "figure", "x": SVGShare(hundredths: middle).description, "y": String(y),
            "text-anchor": "middle",
          ], text: Count.grouped(bar.total))
      }
    }
  }

  /// The first and the last label; those between them are told by each bar's title and by the table beside the chart.
  private func labels(_ html: HTMLWriter) {
    guard let first = bars.first, let last = bars.last else { return }
    let y = String(Self.top + Self.height + 15)
    html.element("text", ["class": "label", "x": "0", "y": y], text: shortened(first.label))
    if bars.count > 1 {
      html.element(
        "text", ["class": "label", "x": "100%", "y": y, "text-anchor": "end"], text: shortened(last.label))
    }
  }

  private func shortened(_ label: String) -> String {
    DisplayWidth.clippedInMiddle(SafeText.printable(label, limit: 200), to: 26)
  }
}
