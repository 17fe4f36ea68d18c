import Baselines
import Comparison
import Schema

/// Main and one staging table with everything that differs: what counts, and what the configuration leaves out.
package struct ComparedPair: Sendable {
  /// Main.
  package let main: Table
  /// The staging table, in main's engine.
  package let staging: Table
  /// What differs, in the order of findings.
  package let differences: [Difference]

  /// One difference of the two.
  package struct Difference: Sendable {
    /// As its rule finds it, whatever the configuration says.
    package let asFound: Finding
    /// What the configuration and the baseline make of it.
    package let judgement: Judgement
  }

  /// What becomes of a difference.
  package enum Judgement: Hashable, Sendable {
    /// It is a finding, with this severity and status.
    case counts(Severity, Finding.Status)
    /// The configuration ignores its column.
    case ignored
    /// The configuration turns its rule off.
    case off
  }

  /// The findings that count.
  package var findings: [Finding] {
    differences.compactMap { difference in
      guard case .counts(let severity, let status) = difference.judgement else { return nil }
      var finding = difference.asFound
      finding.severity = severity
      finding.status = status
      return finding
    }
  }

  /// A pair from its parts; every finding counts as it is.
  package init(main: Table, staging: Table, findings: [Finding]) {
    self.main = main
    self.staging = staging
    differences = findings.map {
      Difference(asFound: $0, judgement: .counts($0.severity, $0.status))
    }
  }

  /// A pair from everything that was found, and what the policy made of it.
  ///
  /// - Parameters:
  ///   - found: What all rules find that are on by default, or run here.
  ///   - judged: The findings that count.
  init(main: Table, staging: Table, found: [Finding], judged: [Finding], by policy: DriftPolicy) {
    self.main = main
    self.staging = staging
    let byID = Dictionary(judged.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    differences = found.map { finding in
      let judgement: Judgement =
        if let own = byID[finding.id] {
          .counts(own.severity, own.status)
        } else {
          policy.ignores(finding) ? .ignored : .off
        }
      return Difference(asFound: finding, judgement: judgement)
    }
  }
}
