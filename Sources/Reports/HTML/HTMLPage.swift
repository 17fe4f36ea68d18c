import Output
import Platform
import Text

/// The shell of a page that holds everything it needs: one file, no network, no script but ours.
///
/// The content security policy allows the one stylesheet and the one script of this page by their hashes, and nothing
/// else: no `style` attribute, no event handler in an attribute, no image, no request. A page brings its own `<main>`;
/// what the stylesheet and the script offer is said in `report.css` and `report.js`.
struct HTMLPage {
  /// The title of the window.
  var title: String
  /// When the page's content was made, UTC, as `2026-11-24T04:00:00Z`; stands in the footer.
  var generatedAt: String
  /// What the footer says behind version and time, such as where everything else is.
  var note = ""

  /// Writes the page.
  ///
  /// - Parameter main: Writes what `<main>` holds.
  /// - Throws: `ReportError` where the sink cannot take the bytes.
  func write(to sink: ReportSink, main: (HTMLWriter) -> Void) throws(ReportError) {
    try sink.write("<!doctype html>")
    let html = HTMLWriter(sink)
    html.element("html", ["lang": "en"]) {
      html.element("head") { head(html) }
      html.element("body") {
        html.element("a", ["class": "skip", "href": "#main"], text: "Skip to the content")
        html.element("main", ["id": "main", "tabindex": "-1"]) { main(html) }
        html.element("footer") {
          html.text("driftaudit \(driftauditVersion), ")
          Self.time(generatedAt, to: html)
          if !note.isEmpty { html.text(". \(note)") }
        }
        html.element("script") { html.trusted(Self.script) }
      }
    }
    html.trusted([UInt8(ascii: "\n")])
    try html.finish()
  }

  private func head(_ html: HTMLWriter) {
    html.void("meta", ["charset": "utf-8"])
    html.void("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
    html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    html.void("meta", ["name": "color-scheme", "content": "light dark"])
    html.void("meta", ["name": "referrer", "content": "no-referrer"])
    html.void("meta", ["name": "generator", "content": "driftaudit \(driftauditVersion)"])
    html.element("title", text: SafeText.printable(title, limit: 200))
    html.element("style") { html.trusted(Self.stylesheet) }
  }

  /// A moment such as `2026-11-24T04:00:00Z` as `2026-11-24 04:00 UTC`; any other text as it is.
  static func time(_ stamp: String, to html: HTMLWriter) {
    guard let moment = Moment(stamp) else { return html.text(stamp) }
    html.element("time", ["datetime": stamp], text: "\(moment.toTheMinute) UTC")
  }

  // MARK: What the page is allowed

  /// The bytes of `report.css`.
  static let stylesheet = PageResources.stylesheet.withUTF8Buffer { Array($0) }
  /// The bytes of `report.js`.
  static let script = PageResources.script.withUTF8Buffer { Array($0) }

  /// Source: Content Security Policy Level 3, "Integrity of inline elements": the hash covers exactly the bytes between
  /// the tags.
  static let policy = """
    default-src 'none'; style-src 'sha256-\(Digest.base64(ofSHA256Of: stylesheet))'; \
    script-src 'sha256-\(Digest.base64(ofSHA256Of: script))'; base-uri 'none'; form-action 'none'
    """
}
