import Foundation
@testable import Output
@testable import TestSupport
import Testing

@Suite("No output replaces an input, nor another output") struct RunOutputsTests {
  /// Tries to write to `path`, and says why that is refused; nil where it is written.
  private func refusal(_ outputs: inout RunOutputs, _ path: String) -> String? {
    do throws(ReportError) {
      try outputs.write("new", to: path)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test(
    "An input is kept by whichever path leads to it: itself, ./, a symbolic link, a link to that, a hard link"
  )
  func paths() throws {
    let folder = try TemporaryFolder()
    let input = folder.path + "/in.json"
    try folder.write("in.json", "old")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder.path + "/soft", withDestinationPath: "in.json")
    try files.createSymbolicLink(atPath: folder.path + "/softer", withDestinationPath: folder.path + "/soft")
    try files.linkItem(atPath: input, toPath: folder.path + "/hard")
    let name = URL(filePath: folder.path).lastPathComponent
    for path in ["in.json", "./in.json", "../\(name)/in.json", "soft", "softer", "hard"] {
      var outputs = RunOutputs(sparing: [input])
      #expect(
        refusal(&outputs, "\(folder.path)/\(path)")?.contains("is an input of this run") == true, "\(path)")
      #expect(try String(contentsOfFile: input, encoding: .utf8) == "old")
    }
    var others = RunOutputs(sparing: [input])
    #expect(refusal(&others, folder.path + "/out.json") == nil)
  }

  @Test(
    "A file that a search found is kept, unless it may be replaced; one that is named is kept in any case")
  func found() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/in.json"
    try folder.write("in.json", "old")
    var found = RunOutputs(found: { [path] })
    #expect(refusal(&found, path) != nil)
    var named = RunOutputs(sparing: [path], found: { [path] }, except: { _ in true })
    #expect(refusal(&named, path) != nil)
    var replaceable = RunOutputs(found: { [path] }, except: { $0 == path })
    #expect(refusal(&replaceable, path) == nil)
  }

  @Test("What is named and not there yet keeps its place, also at the end of a link that leads nowhere")
  func absent() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "baseline")
    for path in ["baseline", "./baseline", "link"] {
      var outputs = RunOutputs(sparing: [folder.path + "/baseline"])
      #expect(refusal(&outputs, "\(folder.path)/\(path)") != nil, "\(path)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/baseline"))
  }

  @Test("The second of two outputs to one file is refused, and the first is kept")
  func twice() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "a")
    for (first, second) in [("a", "a"), ("a", "./a"), ("link", "a"), ("a", "link")] {
      try? FileManager.default.removeItem(atPath: folder.path + "/a")
      var outputs = RunOutputs()
      try outputs.write("first", to: "\(folder.path)/\(first)")
      #expect(refusal(&outputs, "\(folder.path)/\(second)")?.contains("another output") == true)
      #expect(try String(contentsOfFile: folder.path + "/a", encoding: .utf8) == "first")
    }
  }

  @Test("What is no file takes several outputs, and replaces nothing")
  func devices() throws {
    var outputs = RunOutputs(sparing: ["/dev/null", "-"])
    #expect(refusal(&outputs, "/dev/null") == nil)
    #expect(refusal(&outputs, "/dev/null") == nil)
  }

  @Test("A file that the run is asked to change is replaced though it was read")
  func rewritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/baseline.json"
    try folder.write("baseline.json", "old")
    var outputs = RunOutputs(sparing: [path])
    try outputs.rewrite("new", at: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(refusal(&outputs, path) != nil)
  }
}
