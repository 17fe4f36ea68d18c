/// The rules that there are. A new rule is one file beside this one and one line here.
package enum Rules {
  /// In the order in which documentation lists them.
  package static let all: [any Rule] = [
    MissingColumn(), ExtraColumn(), TypeChanged(), ParametersChanged(), NullabilityChanged(), OrderChanged(),
    DefaultChanged(), CollationChanged(), RoundingModeChanged(), PolicyTagMissing(), DescriptionChanged(),
    PartitioningChanged(), ClusteringChanged(), UnpopulatedColumn(),
  ]

  /// The rules' names, in the same order.
  package static let names: [String] = all.map(\.id.rawValue)

  /// The rule of that name; nil where there is none.
  package static func named(_ name: String) -> (any Rule)? { all.first { $0.id.rawValue == name } }
}
