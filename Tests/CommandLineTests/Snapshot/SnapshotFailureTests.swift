import Foundation
import Testing

@Suite("A snapshot that cannot be taken leaves nothing, and") struct SnapshotFailureTests {
  @Test("a permanent error is told at once with the program's name, its exit code and what it said")
  func permanent() throws {
    let standIn = try CatalogStandIn(
      "bq", "echo 'Not found: Dataset p:one'; echo 'try again 503' >&2; exit 3")
    let run = try standIn.snapshot()
    #expect(run.code == 2 && run.output == "")
    #expect(
      run.error.hasPrefix(
        "bq: error: bigquery:p.one.INFORMATION_SCHEMA.COLUMNS: exit code 3. It said: try again 503 / Not found: "
          + "Dataset p:one. By hand: bq --headless --quiet "))
    #expect(standIn.calls("one", "columns").count == 1 && standIn.calls("one", "tables").isEmpty)
    #expect(standIn.leftNothing)
  }

  @Test("arguments of the user's own, which may hold a password, stand in no message and no report")
  func ownArguments() throws {
    let standIn = try CatalogStandIn("psql", "exit 1")
    let own = "--tool-argument=postgresql://user:secret@host/"
    let run = try standIn.snapshot(["one"], own)
    #expect(run.code == 2 && run.error.contains("By hand: psql … --no-psqlrc "))
    #expect(standIn.calls("one", "columns").first?.first == "postgresql://user:secret@host/")
    let audit = try standIn.run("audit", "--from", "postgres:one", "--main", "main", own)
    #expect(audit.code == 2)
    let reports = ["md", "junit.xml", "json"].compactMap { standIn.tool.read("reports/drift.\($0)") }
    #expect(reports.count == 3)
    #expect(!(reports + [run.error, audit.error]).contains { $0.contains("secret") })
    try standIn.tool.write("state/behaviour", "answer")
    #expect(try standIn.snapshot(["one"], own).code == 0)
    #expect(standIn.tool.read("snapshot/manifest.json")?.contains("secret") == false)
  }

  @Test("what passes is tried again, and the manifest tells how often")
  func retried() throws {
    let standIn = try CatalogStandIn(
      "bq",
      """
      if [ $view = columns ] && [ $attempt -lt 3 ]; then
        printf '[{"half":'
        echo 'BigQuery error in query operation: Quota exceeded: too many concurrent queries' >&2
        exit 1
      fi
      answer
      """)
    let run = try standIn.snapshot()
    #expect(run.code == 0, "\(run.error)")
    #expect(standIn.calls("one", "columns").count == 3)
    #expect(run.error.split(separator: "\n").count == 2)
    #expect(run.error.contains("Attempt 3 of 5 in 0 s."))
    let files = try standIn.tool.json("snapshot/manifest.json")["files"] as? [[String: Any]]
    #expect(files?.map { $0["attempts"] as? Int } == [3, 1])
    #expect(standIn.tool.read("snapshot/p.one.columns.json") == standIn.tool.read("state/one.columns"))
  }

  @Test("what does not pass is given up after as many attempts as were allowed", arguments: ["bq", "psql"])
  func givenUp(program: String) throws {
    let standIn = try CatalogStandIn(program, "echo 'backendError: 503' >&2; exit 1")
    let run = try standIn.snapshot(["p.one"], "--attempts", "3")
    #expect(run.code == 2)
    #expect(standIn.calls("one", "columns").count == 3)
    let lines = run.error.split(separator: "\n")
    #expect(lines.count == 3 && lines[2].hasPrefix("\(program): error: "))
    #expect(
      lines[2].lowercased().contains(
        ".columns: exit code 1. it said: backenderror: 503. tried 3 times. by hand: \(program) "))
    #expect(standIn.leftNothing)
  }

  @Test("a program that is killed is told with the signal", arguments: ["bq", "psql"])
  func killed(program: String) throws {
    let standIn = try CatalogStandIn(program, "answer; kill -9 $$")
    let run = try standIn.snapshot()
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("\(program): error: "))
    #expect(run.error.contains(": killed by signal 9 (SIGKILL; memory that runs out does that). It said: "))
    #expect(standIn.leftNothing)
  }

  @Test(
    "a program that hangs is ended with all that it has started, whether it minds a signal or not",
    arguments: [("bq", "trap '' TERM; "), ("psql", "")])
  func hanging(program: String, trap: String) throws {
    let standIn = try CatalogStandIn(
      program, "\(trap)sleep 60 & echo $! >\"$STATE/child\"; echo half >&2; wait; sleep 60")
    let start = Date()
    let run = try standIn.snapshot(["p.one"], "--timeout", "1")
    #expect(run.code == 2)
    #expect(run.error.contains("no answer in 1 second, and ended. --timeout gives it longer. It said: half"))
    #expect(Date().timeIntervalSince(start) < 20)
    #expect(standIn.isGone("child") && standIn.leftNothing)
    #expect(standIn.calls("one", "columns").count == 1)
  }

  @Test(
    "an answer that is not whole is none",
    arguments: [
      (
        "printf '[{\"table_name\":\"main\",\"driftaudit_rows\":\"1\"}'",
        "half an answer, or none: line 1, column "
      ),
      ("printf '[{\"table_name\":\"ma'", "half an answer, or none: line 1, column "),
      (":", "no answer: it printed nothing."), ("echo hello", "half an answer, or none: "),
      ("answer; echo '}'", "half an answer, or none: "),
      ("echo '[{\"a\":1},2]'", "2 values without driftaudit_rows."),
      ("printf '[{\"a\":\"\\377\"}]'", "half an answer, or none: "),
    ])
  func half(behaviour: String, message: String) throws {
    let standIn = try CatalogStandIn("bq", behaviour)
    let run = try standIn.snapshot()
    #expect(run.code == 2)
    #expect(run.error.contains("exit code 0, but "), "\(run.error)")
    #expect(run.error.contains(message), "\(run.error)")
    #expect(standIn.calls("one", "columns").count == 1 && standIn.leftNothing)
  }

  @Test("an answer of psql's that ends inside of a row is none", arguments: ["psql"])
  func halfRow(program: String) throws {
    let standIn = try CatalogStandIn(program, "answer; printf '{\"table_name\":\"ma'")
    let run = try standIn.snapshot()
    #expect(run.code == 2 && run.error.contains("exit code 0, but half an answer, or none: "), "\(run.error)")
    try standIn.tool.write("state/behaviour", ":")
    let none = try standIn.snapshot()
    #expect(none.code == 2 && none.error.contains("there is no table, or none that this account may see."))
    #expect(standIn.leftNothing)
  }

  @Test("an answer with fewer rows than there are was cut short", arguments: ["bq", "psql"])
  func cutShort(program: String) throws {
    let standIn = try CatalogStandIn(program)
    try standIn.answer("one", "columns", rows("main", ["a", "b"]), saying: 1200)
    let engine = program == "bq" ? ["bigquery", "--dataset", "one"] : ["postgres", "--schema", "one"]
    let run = try standIn.run(["snapshot", "--engine"] + engine)
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("\(program): error: ") && run.error.contains("cut short: 2 rows of 1,200."))
    #expect(standIn.leftNothing)
  }

  @Test("of two datasets of which one fails nothing is kept, and both are told")
  func oneOfTwo() throws {
    let standIn = try CatalogStandIn(
      "bq", "if [ $dataset = two ]; then echo 'Access Denied' >&2; exit 1; fi; answer")
    let run = try standIn.snapshot(["p.one", "p.two"])
    #expect(run.code == 2)
    let lines = run.error.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("bq: error: bigquery:p.two.INFORMATION_SCHEMA.COLUMNS: "))
    #expect(
      lines.last
        == "note: nothing was kept of what could be read (bigquery:p.one): a snapshot is whole or is none.")
    #expect(standIn.leftNothing)
    try standIn.tool.write("state/behaviour", "echo 'Access Denied' >&2; exit 1")
    let both = try standIn.snapshot(["p.one", "p.two"])
    #expect(both.code == 2 && both.error.split(separator: "\n").count == 2)
    #expect(both.error.contains("bigquery:p.one.") && both.error.contains("bigquery:p.two."))
  }

  @Test("a program that is not there is told")
  func notThere() throws {
    let standIn = try CatalogStandIn()
    let run = try standIn.tool.run(
      ["snapshot", "--engine", "bigquery", "--dataset", "p.one"],
      environment: ["PATH": "\(standIn.tool.folder)/none"])
    #expect(run.code == 2)
    #expect(
      run.error
        == "bq: error: not on PATH. Install it, or put the folder that holds it on PATH. By hand: bq version\n"
    )
    #expect(standIn.leftNothing)
  }

  @Test("what it said is printable and of bounded length")
  func hostileText() throws {
    let standIn = try CatalogStandIn(
      "bq",
      #"printf '::error::x\n\033[31m%0500000d\n##[group]y\xe2\x80\xae\n' 0 >&2; printf '\xff\n::warning::z\n' >&2; exit 1"#
    )
    let run = try standIn.snapshot()
    #expect(run.code == 2 && run.error.utf8.count < 4000)
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(
      !run.error.contains("\u{1b}") && !run.error.contains("\u{202e}") && !run.error.contains("##[group]"))
  }

  @Test("a signal ends it, the program and what that has started", arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupted(signal: Int32) throws {
    let standIn = try CatalogStandIn(
      "bq", "sleep 60 & echo $! >\"$STATE/child\"; touch \"$STATE/begun\"; wait")
    let said = try standIn.interrupt(
      ["snapshot", "--engine", "bigquery", "--dataset", "p.one", "--dataset", "p.two"], with: signal)
    #expect(said == "interrupted: nothing was written.\n")
    #expect(standIn.isGone("child") && standIn.leftNothing)
  }

  @Test("a signal ends the wait for another attempt, and an audit of a live catalog before it writes reports")
  func interruptedAudit() throws {
    let standIn = try CatalogStandIn("bq", "touch \"$STATE/begun\"; echo 'rate limit' >&2; exit 1")
    let start = Date()
    let said = try standIn.interrupt(
      ["audit", "--from", "bigquery:p.one", "--main", "main", "--retry-wait", "50"], with: SIGTERM)
    #expect(said.hasPrefix("note: bq: ") && said.hasSuffix("\ninterrupted: nothing was written.\n"))
    #expect(Date().timeIntervalSince(start) < 40)
    #expect(standIn.leftNothing && standIn.names(in: "reports") == nil)
  }
}
