import Schema

extension TableSchema {
  /// A schema of the usual engine; what is not named is unknown.
  package init(
    columns: [Column], orderIsKnown: Bool = true, partitioning: Fact<Partitioning> = .unknown,
    clustering: Fact<[String]> = .unknown
  ) {
    self.init(
      columns: columns, orderIsKnown: orderIsKnown, partitioning: partitioning, clustering: clustering,
      in: .usual)
  }
}

extension Column {
  /// A column of the usual engine.
  package init(
    _ name: String, _ type: DataType, mode: Mode? = nil, attributes: Attributes = Attributes()
  ) {
    self.init(name, type, mode: mode, attributes: attributes, in: .usual)
  }
}
