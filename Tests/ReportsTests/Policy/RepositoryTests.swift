@testable import Auditing
@testable import Comparison
@testable import Reports
@testable import Schema
@testable import Settings
import Testing

@Suite("Paths in a repository")
struct RepositoryTests {
  @Test(
    "A file is named from the repository's root, wherever the run takes place",
    arguments: [
      ("exports/a.json", "etl/exports/a.json"), ("./a.json", "etl/a.json"), ("../a.json", "a.json"),
      ("/home/me/repo/x/a.json", "x/a.json"), ("../../repo/a.json", "a.json"), ("x/../a.json", "etl/a.json"),
      ("../../other/a.json", nil), ("/tmp/a.json", nil), ("/home/me/repository/a.json", nil), ("..", nil),
      ("", nil), ("/home/me/repo", nil),
    ] as [(String, String?)])
  func path(named: String, path: String?) throws {
    let repository = try #require(Repository(root: "/home/me/repo", workingFolder: "/home/me/repo/etl"))
    #expect(repository.path(ofFile: named) == path)
  }

  @Test("A working folder elsewhere is in no such repository")
  func elsewhere() {
    #expect(Repository(root: "/home/me/repo", workingFolder: "/home/me/repo2") == nil)
    #expect(Repository(root: "/home/me/repo", workingFolder: "/home/me") == nil)
    #expect(Repository(root: "/", workingFolder: "/home")?.path(ofFile: "a") == "home/a")
  }

  @Test(
    "Where nothing is known, paths below the working folder are as they are named",
    arguments: [
      ("a/b.json", "a/b.json"), ("a/../b.json", "b.json"), ("../b.json", nil), ("a/../../b/c.json", nil),
      ("/b.json", nil),
    ] as [(String, String?)])
  func unknown(named: String, path: String?) {
    #expect(Repository().path(ofFile: named) == path)
  }

  private func report(_ place: SourcePlace?, audit: SourcePlace? = nil, configuration: String? = nil) throws
    -> DriftReport
  {
    var report = try SampleReports.incident()
    report.repository = try #require(Repository(root: "/repo", workingFolder: "/repo/etl"))
    report.configuration = configuration
    var asked = AskedAudit()
    asked.place = audit
    report.asked = [report.audits[0].main.name: asked]
    report.audits[0].findings[0].place = place
    return report
  }

  private func shown(_ report: DriftReport) -> String {
    let place = report.place(of: report.audits[0].findings[0], in: report.audits[0])
    return "\(place.path):\(place.line):\(place.column)"
  }

  @Test("A finding stands where its first table does, in a packed file in the first line")
  func finding() throws {
    #expect(shown(try report(SourcePlace(file: "x.json", line: 7, column: 3))) == "etl/x.json:7:3")
    #expect(shown(try report(SourcePlace(file: "x.json.gz", line: 7, column: 3))) == "etl/x.json.gz:1:1")
  }

  @Test("Outside of the repository it stands in the configuration, in its audit's line where that is known")
  func fallback() throws {
    let outside = SourcePlace(file: "/tmp/x.json", line: 7, column: 3)
    #expect(shown(try report(outside)) == "etl/driftaudit.yml:1:1")
    #expect(shown(try report(nil)) == "etl/driftaudit.yml:1:1")
    #expect(shown(try report(nil, configuration: "../conf/a.yml")) == "conf/a.yml:1:1")
    #expect(shown(try report(nil, configuration: "/etc/a.yml")) == "etl/driftaudit.yml:1:1")
    let audit = SourcePlace(file: "driftaudit.yml", line: 12, column: 5)
    #expect(
      shown(try report(outside, audit: audit, configuration: "driftaudit.yml")) == "etl/driftaudit.yml:12:5")
  }

  @Test("A problem of standard input stands in the configuration, and says where it is")
  func standardInput() throws {
    var report = try report(nil)
    report.problems = [Problem(file: "<stdin>", line: 3, column: 1, "not JSON.")]
    #expect(report.place(of: report.problems[0]).path == "etl/driftaudit.yml")
    #expect(AnnotationText.message(report.problems[0], in: report) == "<stdin>:3:1: not JSON.")
  }
}
