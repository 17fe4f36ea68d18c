/// What the contract says of two schemas, worked out from flat lists of paths: slow, short, and without the tool's code.
struct ExpectedDrift {
  /// `rule path main→staging`, all in lower case.
  let lines: Set<String>

  private struct Entry {
    let field: RandomField
    let parent: String
    /// The paths of all STRUCTs above, outermost first.
    let ancestors: [String]
    let index: Int
  }

  /// `tellsNestedModes`: whether both exports tell the modes of fields in STRUCTs.
  init(_ main: [RandomField], _ staging: [RandomField], tellsNestedModes: Bool) {
    let (left, right) = (Self.flat(main), Self.flat(staging))
    var lines: Set<String> = []
    func add(_ rule: String, _ path: String, _ one: RandomField?, _ other: RandomField?) {
      lines.insert("\(rule) \(path) \(one?.typeText ?? "-")→\(other?.typeText ?? "-")".lowercased())
    }
    /// Whether the lists that hold a path are compared field by field on both sides.
    func isCompared(_ ancestors: [String]) -> Bool {
      ancestors.allSatisfy { path in
        guard let one = left[path]?.field, let other = right[path]?.field else { return false }
        return one.base == "STRUCT" && other.base == "STRUCT" && one.isRepeated == other.isRepeated
      }
    }
    for (path, entry) in left where isCompared(entry.ancestors) {
      guard let other = right[path]?.field else {
        add("missing-column", path, entry.field, nil)
        continue
      }
      let one = entry.field
      if one.base != other.base || one.isRepeated != other.isRepeated {
        add("type-changed", path, one, other)
      } else if one.parameters != other.parameters {
        add("parameters-changed", path, one, other)
      }
      if one.isRequired != other.isRequired, !one.isRepeated, !other.isRepeated,
        entry.ancestors.isEmpty || tellsNestedModes
      {
        add("nullability-changed", path, one, other)
      }
    }
    for (path, entry) in right where left[path] == nil && isCompared(entry.ancestors) {
      add("extra-column", path, nil, entry.field)
    }
    for parent in Set(left.values.map(\.parent)) where parent.isEmpty || isCompared(Self.chain(parent)) {
      let common = { (side: [String: Entry], other: [String: Entry]) in
        side.filter { $0.value.parent == parent && other[$0.key] != nil }
          .sorted { $0.value.index < $1.value.index }.map(\.key)
      }
      if common(left, right) != common(right, left) {
        add("order-changed", parent, left[parent]?.field, right[parent]?.field)
      }
    }
    self.lines = lines
  }

  /// `a.b.c` and all that it lies in: `a`, `a.b`, `a.b.c`.
  private static func chain(_ path: String) -> [String] {
    let steps = path.split(separator: ".")
    return steps.indices.map { steps[...$0].joined(separator: ".") }
  }

  private static func flat(_ fields: [RandomField], below parent: String = "") -> [String: Entry] {
    var entries: [String: Entry] = [:]
    for (index, field) in fields.enumerated() {
      let path = (parent.isEmpty ? "" : parent + ".") + field.name.lowercased()
      entries[path] = Entry(
        field: field, parent: parent, ancestors: parent.isEmpty ? [] : chain(parent), index: index)
      entries.merge(flat(field.fields, below: path)) { first, _ in first }
    }
    return entries
  }
}
