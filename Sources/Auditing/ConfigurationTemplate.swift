import Comparison
import Engines
import Schema
import Text

/// The commented driftaudit.yml that `init` writes.
package struct ConfigurationTemplate: Sendable {
  /// The file's text.
  package let text: String

  /// A configuration that fits the tables found.
  ///
  /// - Parameters:
  ///   - tables: What the inputs hold; may be empty.
  ///   - inputs: The inputs as the user named them.
  ///   - rules: All rules, to be listed with their defaults.
  ///   - formats: The names of all report formats.
  ///   - schema: Where editors find the file's JSON Schema: a path from the file, or a URL.
  package init(
    tables: [FoundTable], inputs: [String], rules: [any Rule], formats: [String],
    schema: String = "schemas/driftaudit.schema.json"
  ) {
    let guess = TableGuess(tables)
    let sections = [
      Self.head(schema: schema), Self.sources(inputs), Self.audits(guess, tables), Self.rules(rules),
      Self.policy, Self.reports(formats),
    ]
    text = sections.joined(separator: "\n")
  }

  private static func head(schema: String) -> String {
    """
    # yaml-language-server: $schema=\(SafeText.printable(schema, limit: 400))
    #
    # What driftaudit audits, and how. Paths are relative to this file. In patterns, * stands for any run of
    # characters, ? for any one, [a-z] and [!a-z] for one of a set, {a,b} for either; a backslash before one of these
    # makes it stand for itself.

    """
  }

  private static func sources(_ inputs: [String]) -> String {
    let comment =
      "# The exports: files, folders (searched in full), globs, or - for standard input. .gz is read too.\n"
    let named = inputs.filter { !$0.isEmpty }
    if named.isEmpty { return comment + "# sources: exports/\n" }
    return comment + "sources:\n" + named.map { "  - \(YAMLText.scalar($0))\n" }.joined()
  }

  private static func audits(_ guess: TableGuess, _ tables: [FoundTable]) -> String {
    guard let main = guess.main else {
      return """
        # One entry for each main, the table that data ends up in. No table was found here yet.
        # audits:
        #   - main: orders
        #     staging: _staging_orders_*

        """
    }
    let sameName = tables.count { $0.name.table == main.name.table }
    let name = sameName > 1 ? main.name.description : main.name.table
    let columns = "\(Count.grouped(main.columns)) \(main.columns == 1 ? "column" : "columns")"
    return """
      # One entry for each main, the table that data ends up in. An entry may hold rules, ignore, sources and
      # allowNoStaging too: they add to what stands below, or take its place.
      audits:
        # Main: `table`, `dataset.table`, `project.dataset.table`, or a file that holds one table. \(columns).
        - main: \(YAMLText.scalar(name))
      \(staging(guess))\(others(guess))
      """
  }

  private static func staging(_ guess: TableGuess) -> String {
    let counts = guess.patterns.map { "  # \(Count.of($0.tables, "table"))" }
    switch guess.patterns.count {
    case 0:
      return """
            # The staging tables: a pattern or a list of patterns. Without one, every table other than main.
            # staging: _staging_*

        """
    case 1:
      return """
            # The staging tables: a pattern or a list of patterns. Without one, every table other than main. Without a
            # dot a pattern is about the table's name, with one about dataset.table, with two about the whole name.
            staging: \(YAMLText.scalar(guess.patterns[0].pattern))\(counts[0])
            # Named families instead, where staging tables have several writers; a table belongs to the first that fits.
            # families:
            #   nightly: _staging_nightly_*
            #   live: [_staging_live_*, _tmp_live_*]

        """
    default:
      let families = zip(guess.patterns, counts).map { family, count in
        "      \(YAMLText.scalar(family.family)): \(YAMLText.scalar(family.pattern))\(count)\n"
      }
      return """
            # The staging tables by family: a name with a pattern or a list of patterns. A table belongs to the first
            # that fits. Without a dot a pattern is about the table's name, with one about dataset.table, with two
            # about the whole name. Where there is one family only, `staging: PATTERN` does.
            families:

        """ + families.joined()
    }
  }

  private static func others(_ guess: TableGuess) -> String {
    guard guess.others.count > 0 else { return "" }
    let names = guess.others.examples.map { SafeText.printable($0, limit: 60) }
    let rest = guess.others.count - names.count
    let more = rest > 0 ? [", and \(Count.grouped(rest)) more"] : []
    return """
        # Not audited, since they look like neither main nor staging:
        #   \(names.joined(separator: ", "))\(more.joined())

      """
  }

  private static func rules(_ rules: [any Rule]) -> String {
    let width = rules.reduce(0) { max($0, $1.id.rawValue.count) }
    let lines = rules.map { rule in
      let padding = String(repeating: " ", count: width - rule.id.rawValue.count)
      return "#   \(rule.id.rawValue):\(padding) \(SafeText.printable(rule.defaultSeverity))\n"
    }
    return """
      # The severity of a rule: error, warning, note or off. `driftaudit explain RULE` says what each finds.
      # rules:
      #   \(RuleID.missingColumn): error
      # Without an entry:
      \(lines.joined())
      # How rows get into main: name (a MERGE or INSERT with explicit columns) or position (INSERT ROW, SELECT *). The
      # other way no longer counts for severities.
      # loadedBy: name
      # Tables that are no staging tables, whatever the patterns above say.
      # exclude: ["*_backup"]
      # Whether views and external tables can be staging tables.
      # includeViews: true
      # The engine of exports that do not tell it: \(EngineSet.all.nameable.map(\.rawValue).joined(separator: ", ")).
      # engine: postgres
      # How a staging table's name tells its batch, or /REGEX/ with a group named batch. Reports then count by batch.
      # batch: _staging_{batch}_worker_{worker}
      # Column paths about which nothing is reported: patterns without regard to case, * crosses dots.
      # ignore: [_loaded_at, "debug_*", "payload.*"]

      """
  }

  private static let policy = """
    # From which severity on new or expired drift fails the run with exit code 1: error, warning, note or never.
    failOn: warning
    # Findings that are accepted, each with a reason: `driftaudit baseline accept`.
    # baseline: driftaudit.baseline.json
    # Whether entries of the baseline that match nothing any more fail the run too.
    # failOnStale: true
    # Where each audit is recorded, for `driftaudit weekly`.
    # history: history
    # Whether an audit that finds no staging table is in order. Otherwise it ends with exit code 2, so that an empty
    # export cannot turn a job green.
    # allowNoStaging: true
    # What `driftaudit merge` has to know: which rows belong together, and which of them is the newest.
    # merge:
    #   key: [id]
    #   orderBy: updated_at
    # What `driftaudit status`, `orphans` and `batches` have to know besides: completion records, and how many may be lost.
    # lifecycle:
    #   completions: completions.json
    #   maxLost: 5%

    """

  private static func reports(_ formats: [String]) -> String {
    """
    # The folder for drift.md, drift.junit.xml and drift.json.
    # output: reports
    # Or exactly these reports: \(formats.joined(separator: ", ")). The path - is standard output.
    # reports:
    #   markdown: reports/drift.md
    #   junit: reports/TEST-drift.xml

    """
  }
}

/// Texts as YAML writes them.
enum YAMLText {
  private static let words: Set<String> = ["false", "n", "no", "null", "off", "on", "true", "y", "yes"]

  /// Plain where every YAML reader takes that for the same text, else between double quotes.
  static func scalar(_ text: String) -> String {
    let isPlain = text.utf8.enumerated().allSatisfy { index, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
        true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
        UInt8(ascii: "*"):
        index > 0
      default: false
      }
    }
    return isPlain && !text.isEmpty && !words.contains(text.lowercased()) ? text : quoted(text)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        quoted += "\\"
        quoted.unicodeScalars.append(scalar)
      case "\n": quoted += "\\n"
      default:
        if SafeText.isUnsafe(scalar) {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
