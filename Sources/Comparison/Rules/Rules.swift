/// The rules that there are. A new rule is one file beside this one and one line here: every other list comes of this one.
package enum Rules {
  /// In the order in which documentation lists them.
  package static let all: [any Rule] = [
    MissingColumn(), ExtraColumn(), TypeChanged(), ParametersChanged(), NullabilityChanged(), OrderChanged(),
    GeneratedColumn(), NameChanged(), DefaultChanged(), CollationChanged(), RoundingModeChanged(),
    PolicyTagMissing(), DescriptionChanged(),
    PartitioningChanged(), ClusteringChanged(), UnpopulatedColumn(),
  ]

  /// The rules' names, in the same order.
  package static let names: [String] = RuleSet.standard.all.map(\.id.rawValue)

  /// The rule of that name; nil where there is none.
  package static func named(_ name: String) -> (any Rule)? { RuleSet.standard.named(name) }
}
