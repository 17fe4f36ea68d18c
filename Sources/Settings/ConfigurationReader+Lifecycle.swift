import Text

extension ConfigurationReader {
  /// What an audit says about the lifecycle of its staging tables; a key that it does not name is as the top level has it.
  mutating func lifecycle(_ node: YAMLNode, inheriting inherited: LifecycleSettings) -> LifecycleSettings {
    var settings = inherited
    guard case .mapping(let mapping) = node.content else {
      report(node, "'lifecycle' must be a mapping of keys to values, not \(node.kind).")
      return settings
    }
    for member in members(of: mapping) {
      guard isKnown(member, among: Configuration.lifecycleKeys), !member.value.isNothing else { continue }
      let what = "'\(member.key)' of 'lifecycle'"
      func paths() -> [String] {
        texts(member.value, what: what, of: "paths").filter { isFile($0.text, $0.node, what) }.map {
          resolved($0.text)
        }
      }
      switch member.key {
      case "completions": settings.completions = paths()
      case "counts": settings.counts = paths()
      case "completionFields": fields(member.value, what: what, &settings.completionFields)
      case "maxLost":
        settings.maxLost =
          value(member.value, what: what, "number of tables like 12 and no share like 5%") { LostLimit($0) }
          ?? settings.maxLost
      case "minAge":
        settings.minAge =
          value(member.value, what: what, "number of hours, days or weeks like 36h, 3d or 1w") {
            MinimumAge($0)
          } ?? settings.minAge
      case "active": settings.active = batches(member.value, what: what)
      default: break
      }
    }
    return settings
  }

  /// Several commands read these files, some of them twice: standard input is none.
  private mutating func isFile(_ path: String, _ node: YAMLNode, _ what: String) -> Bool {
    if path != "-" { return true }
    report(node, "\(what) takes files, and no standard input.")
    return false
  }

  private mutating func value<Value>(
    _ node: YAMLNode, what: String, _ wanted: String, _ make: (String) -> Value?
  ) -> Value? {
    guard let text = text(node, what: what) else { return nil }
    if let value = make(text) { return value }
    report(node, "\(what): '\(text.clipped(to: 60))' is no \(wanted).")
    return nil
  }

  private mutating func fields(_ node: YAMLNode, what: String, _ fields: inout CompletionFields) {
    guard case .mapping(let mapping) = node.content else {
      report(node, "\(what) must be a mapping of names to fields, not \(node.kind).")
      return
    }
    for member in members(of: mapping) {
      guard let name = CompletionFields.Name(rawValue: member.key) else {
        let known = CompletionFields.Name.allCases.map(\.rawValue)
        report(member.place, Suggestion.unknown("name of \(what)", member.key, known: known))
        continue
      }
      if let field = text(member.value, what: "the field of '\(member.key)'") { fields.set(name, to: field) }
    }
  }

  private mutating func batches(_ node: YAMLNode, what: String) -> [ActiveBatch] {
    texts(node, what: what, of: "batches").compactMap { text, node in
      do throws(GlobError) {
        return try ActiveBatch(text)
      } catch {
        report(node, "'\(text.clipped())' is not a pattern: \(error.message).")
        return nil
      }
    }
  }
}
