@testable import Output
@testable import Platform
@testable import Reports
import Foundation
import Testing

@Suite("HTML page")
struct HTMLPageTests {
  private let css = String(decoding: HTMLPage.stylesheet, as: UTF8.self)
  private let script = String(decoding: HTMLPage.script, as: UTF8.self)

  private func page() throws -> String {
    let sink = ReportSink.memory()
    try HTMLPage(title: "</title><script>", generatedAt: SampleReports.generatedAt).write(to: sink) {
      $0.element("p", text: "content")
    }
    return sink.text
  }

  @Test(
    "Base64 is that of RFC 4648",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func base64(text: String, encoded: String) {
    #expect(Digest.base64(Array(text.utf8)) == encoded)
  }

  /// Source of the digest: FIPS 180-4, example for "abc".
  @Test("A hash for a policy is SHA-256 in Base64")
  func hash() {
    #expect(
      Digest.base64(ofSHA256Of: Array("abc".utf8)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test("The policy allows exactly the stylesheet and the script that stand in the page")
  func policy() throws {
    let page = try page()
    #expect(page.contains("<style>\(css)</style>"))
    #expect(page.contains("<script>\(script)</script>"))
    let styleHash = Digest.base64(ofSHA256Of: Array(css.utf8))
    let scriptHash = Digest.base64(ofSHA256Of: Array(script.utf8))
    let policy =
      "default-src &#39;none&#39;; style-src &#39;sha256-\(styleHash)&#39;; script-src &#39;sha256-\(scriptHash)&#39;; "
      + "base-uri &#39;none&#39;; form-action &#39;none&#39;"
    #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"))
  }

  @Test("The policy stands in front of everything that it rules")
  func policyComesFirst() throws {
    let page = try page()
    let policy = try #require(page.range(of: "Content-Security-Policy"))
    let style = try #require(page.range(of: "<style>"))
    #expect(policy.lowerBound < style.lowerBound)
  }

  @Test("Neither the stylesheet nor the script can end its element or fetch anything")
  func embeddable() {
    for text in [css, script] {
      for sign in ["</style", "</script", "<!--", "http:", "https:", "url(", "@import", "eval(", "innerHTML"]
      {
        #expect(!text.contains(sign))
      }
    }
  }

  @Test("A title cannot end the title")
  func title() throws {
    #expect(try page().contains("<title>&lt;/title&gt;&lt;script&gt;</title>"))
  }
}
