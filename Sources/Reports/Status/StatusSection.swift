import Lifecycle
import Status
import Text

/// One part of a page on how everything stands, in the words and figures that every format shows.
///
/// Sentences and cells may hold names: each format makes them inert in its own way.
struct StatusSection {
  /// What it tells, which is its key in JSON too.
  enum Kind: String, CaseIterable {
    case drift
    case orphans
    case lostCompletions
    case arrival
    case unpopulatedColumns
    case lastRun

    var title: String {
      switch self {
      case .drift: "Drift"
      case .orphans: "Orphans"
      case .lostCompletions: "Lost completions"
      case .arrival: "Rows in main"
      case .unpopulatedColumns: "Unpopulated columns"
      case .lastRun: "Last history entry"
      }
    }
  }

  /// How it stands.
  enum Tone {
    /// It fails the run.
    case bad
    /// There is something to do.
    case open
    /// Nothing to do.
    case good
    /// Its inputs are not there.
    case unavailable
  }

  let kind: Kind
  var tone: Tone
  /// What it comes to, in a sentence.
  var summary: String
  var tables: [Table] = []
  /// What a reader has to know of the figures, a sentence each.
  var notes: [String] = []
  /// The command that tells more, or does something about it; nil where there is none.
  var next: String?

  /// A table.
  struct Table {
    var head: [String]
    /// The places of columns with figures.
    var figures: Set<Int>
    var rows: [[Cell]]
    /// What a row stands for.
    var noun: String
  }

  /// One cell.
  enum Cell {
    /// Words and figures of ours.
    case text(String)
    /// Names that were read, with what is said of them in front; of more than are shown the number.
    case names([String], more: Int = 0, of: String? = nil)

    static func name(_ name: String) -> Cell { .names([name]) }

    /// Whether it holds no name.
    var isText: Bool {
      switch self {
      case .text: true
      case .names: false
      }
    }

    /// The columns of findings, the first ones by name.
    static func columns(_ columns: [String?], of what: String? = nil) -> Cell {
      let named = columns.compactMap(\.self)
      guard !named.isEmpty else { return .text(what ?? "(table)") }
      return .names(Array(named.prefix(3)), more: max(0, named.count - 3), of: what)
    }
  }

  /// A section whose input is missing.
  init(_ kind: Kind, _ missing: MissingInput) {
    self.init(kind, .unavailable, "not told: \(StatusWords.missing(missing, of: kind))")
  }

  init(_ kind: Kind, _ tone: Tone, _ summary: String) {
    self.kind = kind
    self.tone = tone
    self.summary = summary
  }

  /// The sections of one main, in the order in which they are shown.
  static func all(of main: StatusReport.Main, _ report: StatusReport) -> [StatusSection] {
    let sections =
      [drift(main.drift, report)] + lifecycle(main.lifecycle, mostOrphans: report.mostOrphans)
      + [lastRun(main.lastRun)]
    return sections.map { section in
      var section = section
      section.next = section.hasWork ? NextCommands.look(into: section.kind, of: main, report) : nil
      return section
    }
  }

  private var hasWork: Bool { tone == .bad || tone == .open }

  /// Those on what became of staging tables.
  static func lifecycle(_ audit: LifecycleReport.Audit, mostOrphans: Int? = nil) -> [StatusSection] {
    [
      orphans(audit.orphans, most: mostOrphans), lostCompletions(audit.batches), arrival(audit.arrival),
      unpopulated(audit.columns),
    ]
  }

  /// Those of them that inputs tell.
  static func available(of audit: LifecycleReport.Audit) -> [StatusSection] {
    lifecycle(audit).filter { $0.tone != .unavailable }
  }
}

extension LifecycleReport {
  /// The audits of which anything is known.
  var withAvailableSections: [Audit] { audits.filter { !StatusSection.available(of: $0).isEmpty } }
}
