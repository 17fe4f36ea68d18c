@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
@testable import Text
import Testing

@Suite("Logs of Delta tables")
struct DeltaLogTests {
  private static let protocolLine = #"{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}"#
  private static let addLine =
    #"{"add":{"path":"p.parquet","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true}}"#

  /// A metaData action of a table with one column of that name.
  private static func metaData(_ column: String, name: String? = nil, more: String = "") -> String {
    let schema =
      #"{\"type\":\"struct\",\"fields\":[{\"name\":\"\#(column)\",\"type\":\"long\",\"nullable\":false,\"metadata\":{\#(more)}}]}"#
    return
      #"{"metaData":{"id":"a","name":\#(name.map { "\"\($0)\"" } ?? "null"),"format":{"provider":"parquet","options":{}},"#
      + #""schemaString":"\#(schema)","partitionColumns":["\#(column)"],"createdTime":1769832000000,"configuration":{}}}"#
  }

  private static func log(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

  private static func commit(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 20 - digits.count) + digits + ".json"
  }

  @Test("A commit alone is a table, called by its name, its folder or its file")
  func alone() throws {
    let named = try Load.text(Self.log(Self.protocolLine, Self.metaData("a", name: "orders"), Self.addLine))
    #expect(named.tableTexts == ["orders: a bigint REQUIRED"])
    #expect(named.problemTexts == [])
    #expect(named.schemas[0].engine == .delta)
    #expect(named.schemas[0].partitioning == .present(Partitioning(column: "a")))
    #expect(named.tables[0].facts?.created?.description == "2026-01-31T04:00:00Z")
    let file = try Load.text(Self.log(Self.metaData("a")), name: "orders.json")
    #expect(file.tableTexts == ["orders: a bigint REQUIRED"])
    let folder = try Load.text(Self.log(Self.metaData("a")), name: "orders/_delta_log/\(Self.commit(3))")
    #expect(folder.tableTexts == ["orders: a bigint REQUIRED"])
  }

  @Test("Of several metaData in one file the last one counts, whichever window they are in")
  func several() throws {
    let text = Self.log(Self.metaData("a"), Self.addLine, Self.metaData("b"), Self.addLine)
    for size in [nil, 64, 700] {
      let catalog = try Load.text(text, name: "orders.json", windowSize: size, threads: 3)
      #expect(catalog.tableTexts == ["orders: b bigint REQUIRED"])
      #expect(catalog.problemTexts == [])
    }
  }

  @Test("In a folder the last commit with a metaData counts, and no other is read")
  func folder() throws {
    let folder = try TemporaryFolder()
    let log = "lake/shop.db/orders/_delta_log"
    try folder.write("\(log)/\(Self.commit(0))", Self.log(Self.metaData("a")))
    try folder.write("\(log)/\(Self.commit(9))", Self.log(Self.metaData("b")))
    try folder.write("\(log)/\(Self.commit(10))", Self.log(Self.protocolLine, Self.metaData("c")))
    try folder.write("\(log)/\(Self.commit(11))", Self.log(Self.addLine))
    try folder.write("\(log)/\(Self.commit(12))", "not read {")
    try folder.write("\(log)/\(Self.commit(12)).crc", "binary")
    try folder.write("\(log)/_commits/\(Self.commit(13))", Self.log(Self.metaData("d")))
    try folder.write("lake/shop.db/lines/_delta_log/\(Self.commit(0))", Self.log(Self.metaData("x")))
    for input in ["lake", "lake/"] {
      let files = InputFiles(["\(folder.path)/\(input)"])
      #expect(files.files.count == 2)
      #expect(files.problems == [])
      let catalog = Load.files(["\(folder.path)/\(input)"])
      #expect(catalog.tableTexts == ["shop.lines: x bigint REQUIRED", "shop.orders: c bigint REQUIRED"])
      #expect(catalog.problemTexts == [])
    }
    #expect(
      Load.files(["\(folder.path)/lake/shop.db"]).tables.map(\.name.description) == ["lines", "orders"])
    for input in ["orders", "orders/_delta_log", "orders/_delta_log/0*.json"] {
      let catalog = Load.files(["\(folder.path)/lake/shop.db/\(input)"])
      #expect(catalog.tableTexts == ["orders: c bigint REQUIRED"], "\(input)")
      #expect(catalog.problemTexts == [])
    }
  }

  @Test("What a newer checkpoint as JSON, or the newest version's checksum file, says of the schema counts")
  func newerFiles() throws {
    let folder = try TemporaryFolder()
    let log = "orders/_delta_log"
    try folder.write("\(log)/\(Self.commit(4))", Self.log(Self.metaData("a")))
    let checkpoint = Self.commit(5).replacing(
      ".json", with: ".checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json")
    try folder.write(
      "\(log)/\(checkpoint)", Self.log(#"{"checkpointMetadata":{"version":5}}"#, Self.metaData("b")))
    try folder.write("\(log)/\(Self.commit(6))", Self.log(Self.addLine))
    #expect(Load.files([folder.path]).tableTexts == ["orders: b bigint REQUIRED"])
    let state = Self.metaData("c").replacing(
      #"{"metaData":"#, with: #"{"tableSizeBytes":1,"numFiles":1,"metadata":"#)
    // That of an older version says nothing of the newest.
    try folder.write("\(log)/\(Self.commit(5).replacing(".json", with: ".crc"))", state)
    #expect(Load.files([folder.path]).tableTexts == ["orders: b bigint REQUIRED"])
    try folder.write("\(log)/\(Self.commit(6).replacing(".json", with: ".crc"))", state)
    let catalog = Load.files([folder.path])
    #expect(catalog.tableTexts == ["orders: c bigint REQUIRED"])
    #expect(catalog.problemTexts == [])
  }

  @Test("Where no metaData is left, the checkpoint that has it is named")
  func checkpoint() throws {
    let folder = try TemporaryFolder()
    let log = "\(folder.path)/orders/_delta_log"
    let parquet = Self.commit(10).replacing(".json", with: ".checkpoint.parquet")
    try folder.write("orders/_delta_log/\(parquet)", "PAR1")
    func problems(_ path: String) -> [String] {
      let files = InputFiles([path])
      return (files.problems + Load.files([path]).problems).filter { $0.severity == .error }.map(\.message)
    }
    #expect(problems(folder.path).contains { $0.contains("no commits") && $0.contains(parquet) })
    let file = try folder.write("orders/_delta_log/\(Self.commit(11))", Self.log(Self.addLine, Self.addLine))
    for path in [folder.path, file, log] {
      let found = problems(path)
      #expect(found.count == 1, "\(found)")
      #expect(found[0].hasPrefix("this part of a Delta log has no metaData") && found[0].contains(parquet))
    }
    let alone = try Load.text(Self.log(Self.addLine))
    #expect(alone.problemTexts.count == 1)
    #expect(alone.problemTexts[0].contains("Give the folder"))
    #expect(alone.tables.isEmpty)
  }

  @Test("Columns keep what Delta says of them: comments, defaults, how they are filled, and their ids")
  func metadata() throws {
    func column(_ metadata: String) throws -> Column {
      let text = Self.log(Self.metaData("a", more: metadata.replacing("\"", with: "\\\"")))
      let catalog = try Load.text(text)
      #expect(catalog.problemTexts == [])
      return try #require(catalog.schemas.first?.columns.first)
    }
    let plain = try column("")
    #expect(plain.attributes.defaultExpression == .absent)
    #expect(plain.attributes.generation == .absent)
    #expect(plain.attributes.description == .absent)
    #expect(plain.attributes.fieldID == nil)
    #expect(try column(#""CURRENT_DEFAULT":"7""#).attributes.defaultExpression == .present("7"))
    #expect(try column(#""comment":"c""#).attributes.description == .present("c"))
    #expect(
      try column(#""delta.generationExpression":"b * 2""#).attributes.generation
        == .present(.computed("b * 2")))
    let identity = #""delta.identity.start":1,"delta.identity.step":1,"delta.identity.allowExplicitInsert":"#
    #expect(try column(identity + "false").attributes.generation == .present(.identityAlways))
    #expect(try column(identity + "true").attributes.generation == .present(.identityByDefault))
    let mapped = try column(#""delta.columnMapping.id":7,"delta.columnMapping.physicalName":"col-1""#)
    #expect(mapped.attributes.fieldID?.number == 7)
    let varchar = try column(#""__CHAR_VARCHAR_TYPE_STRING":"varchar(9)""#)
    #expect(Engine.delta.types.text(varchar.type) == "varchar(9)")
  }

  @Test(
    "A metaData that is broken leaves its table out, with its place",
    arguments: [
      (#""schemaString":"\#(#"{\"type\""#)""#, "is not JSON"), (#""format":{}"#, "has no schemaString"),
      (#""schemaString":"[]""#, "holds no list of fields"), (#""schemaString":7"#, "has no schemaString"),
      (
        #""schemaString":"{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"decimal(x\"}]}""#,
        "cannot be read"
      ),
      (#""schemaString":"{\"type\":\"struct\",\"fields\":[{\"type\":\"long\"}]}""#, "a field without a name"),
    ])
  func broken(members: String, message: String) throws {
    let catalog = try Load.text(#"{"metaData":{"id":"a",\#(members),"partitionColumns":[]}}"#, name: "t.json")
    #expect(catalog.tableTexts == ["t: unreadable"])
    #expect(catalog.problems.map(\.severity) == [.error])
    #expect(catalog.problems[0].message.contains(message))
    #expect(catalog.problems[0].line == 1 && catalog.problems[0].column != nil)
  }

  @Test("Objects that are not a commit's line are not taken for one")
  func others() throws {
    for text in [
      #"{"add":{"path":"x"},"id":1}"#, #"{"add":1}"#, #"{"protocol":{"version":1}}"#,
      #"{"metaData":{"a":1}}"#,
      #"{"metadata":{"schemaString":"{}"}}"#,
    ] {
      let catalog = try Load.text(text)
      #expect(!catalog.files[0].forms.contains { $0.name == DeltaLogForm.name }, "\(text)")
    }
  }
}
