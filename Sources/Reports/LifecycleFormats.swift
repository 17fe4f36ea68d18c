import Lifecycle
import Output
import Status

/// All formats of one report on the lifecycle of staging tables.
package protocol LifecycleFormats: NamedFormats where Format == any NamedFormat<Report> {
  /// What they show.
  associatedtype Report
}

extension LifecycleFormats {
  /// A format's name.
  package static func name(of format: any NamedFormat<Report>) -> String { format.name }
}

/// The formats of reports on what is left over.
package enum OrphansFormats: LifecycleFormats {
  /// What they show.
  package typealias Report = OrphanReport
  /// Every format, by name.
  package static let all: [any NamedFormat<OrphanReport>] = [
    OrphansJSON(), OrphansMarkdown(), OrphansText(),
  ]
}

/// The formats of reports on batches.
package enum BatchesFormats: LifecycleFormats {
  /// What they show.
  package typealias Report = BatchReport
  /// Every format, by name.
  package static let all: [any NamedFormat<BatchReport>] = [
    BatchesJSON(), BatchesMarkdown(), BatchesText(),
  ]
}

/// The formats of reports on what arrived.
package enum VerifyFormats: LifecycleFormats {
  /// What they show.
  package typealias Report = VerifyReport
  /// Every format, by name.
  package static let all: [any NamedFormat<VerifyReport>] = [
    VerifyJSON(), VerifyMarkdown(), VerifyText(),
  ]
}

/// The formats of the page on everything.
package enum StatusFormats: LifecycleFormats {
  /// What they show.
  package typealias Report = StatusReport
  /// Every format, by name.
  package static let all: [any NamedFormat<StatusReport>] = [
    StatusHTML(), StatusJSON(), StatusMarkdown(), StatusText(),
  ]
}
