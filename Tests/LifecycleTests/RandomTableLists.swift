@testable import LifecycleFixtures
@testable import TestSupport
@testable import Text

/// A table as a random test sees it; not the tool's own model, so that both cannot be wrong in one way.
struct RandomTable {
  var project = "p"
  var dataset = "d"
  var name = ""
  /// As the list writes it; nil where it leaves it out.
  var type: String?
  /// Seconds since 1970; nil where the list does not tell, or not so that it can be read.
  var created: Int?
  var modified: Int?
  var hasUnreadTime = false
  /// The times as the list writes them.
  var createdText: String?
  var modifiedText: String?

  var row: [String: Any] {
    var row: [String: Any] = [
      "table_catalog": project, "table_schema": dataset, "table_name": name, "ddl": "",
    ]
    row["table_type"] = type
    row["creation_time"] = createdText
    row["storage_last_modified_time"] = modifiedText
    return row
  }
}

/// Makes lists of tables at random, most of them with something that speaks against dropping.
struct TableListGenerator {
  var random: SeededGenerator
  let now = OrphanCase.now

  private static let types = [
    "BASE TABLE", "BASE TABLE", "BASE TABLE", "BASE TABLE", "BASE TABLE", "VIEW", "SNAPSHOT", "CLONE",
    "EXTERNAL",
    "MATERIALIZED VIEW", "HEAP", nil,
  ]
  private static let pieces = [
    "`", ";", "'", "\"", "$", "*", "\\", "\n", "\u{202e}", ".", "@", "--", "::error::", "${x}", "$(id)", "%",
    "`; DROP TABLE `p`.`d`.`main`; --", "\u{200b}", "|", "&",
  ]

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  /// A main's name, which a pattern for staging tables may take too, and tables beside it.
  mutating func list() -> (main: String, tables: [RandomTable]) {
    let main = chance(30) ? "_staging_batch_1767225600_prediction_worker_main" : "main"
    let batches = (0..<4).map { _ in batch() }
    var names: Set<String> = ["p.d.\(main)"]
    var tables: [RandomTable] = []
    for number in 0..<Int.random(in: 1...14, using: &random) {
      var table = RandomTable()
      if chance(8) { table.dataset = "other" }
      if chance(5) { table.project = "q" }
      table.name = name(batches.randomElement(using: &random)!, number, main)
      if table.name == main, chance(50) { table.dataset = "other" }
      table.type = Self.types.randomElement(using: &random)!
      setTimes(of: &table)
      if names.insert("\(table.project).\(table.dataset).\(table.name)").inserted { tables.append(table) }
    }
    return (main, tables)
  }

  private mutating func batch() -> String {
    let hours = [30, 50, 400, 400, 400, 400, 2, 23, -5].randomElement(using: &random)!
    let number = now - hours * 3600 - Int.random(in: 0..<60, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return "nightly"
    case 1: return "load-\(number)"
    default: return "batch_\(number)"
    }
  }

  private mutating func name(_ batch: String, _ number: Int, _ main: String) -> String {
    let usual = "_staging_\(batch)_prediction_worker_\(number)"
    switch Int.random(in: 0..<32, using: &random) {
    case 0: return "staging_\(batch)_prediction_worker_\(number)"
    case 1: return "_Staging_\(batch)_prediction_worker_\(number)"
    case 2: return "x_staging_\(batch)_prediction_worker_\(number)"
    case 3: return "_staging_\(batch)_worker_\(number)"
    case 4: return "_staging__prediction_worker_\(number)"
    case 5: return main.uppercased()
    case 6: return main
    case 7: return "_staging_\(batch)_prediction_worker_"
    case 8, 9: return usual + Self.pieces.randomElement(using: &random)!
    case 10:
      let piece = Self.pieces.randomElement(using: &random)!
      return "_staging_\(piece)\(batch)_prediction_worker_\(number)"
    default: return usual
    }
  }

  private mutating func setTimes(of table: inout RandomTable) {
    let hours = [26, 90, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 1, 23, -3].randomElement(
      using: &random)!
    switch Int.random(in: 0..<25, using: &random) {
    case 0: break
    case 1:
      table.createdText = ["soon", "2026-13-01 00:00:00", "2026-01-01 00:00:00 Mars/Base", ""].randomElement(
        using: &random)!
      table.hasUnreadTime = true
    default:
      table.created = now - hours * 3600
      table.createdText = text(now - hours * 3600)
    }
    if chance(15) {
      let hours = [200, 200, 200, 200, 3, -1].randomElement(using: &random)!
      table.modified = now - hours * 3600
      table.modifiedText = text(now - hours * 3600)
    }
  }

  /// The moment as lists write it, in any zone.
  private mutating func text(_ seconds: Int) -> String {
    let offset = chance(50) ? 0 : Int.random(in: -12...14, using: &random)
    let local = String(Moment(seconds: seconds + offset * 3600)!.description.dropLast())
    if offset == 0 {
      return [local, local + "Z", local.replacing("T", with: " ") + ".123 UTC", "\(seconds)000"]
        .randomElement(
          using: &random)!
    }
    let digits = "\(abs(offset) < 10 ? "0" : "")\(abs(offset))"
    return local + (offset < 0 ? "-" : "+") + digits + [":00", ""].randomElement(using: &random)!
  }
}
