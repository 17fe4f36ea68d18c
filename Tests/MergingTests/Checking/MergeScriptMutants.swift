import Foundation

/// A script that `merge` wrote, broken in one place in many ways.
struct MergeScriptMutants {
  /// A broken script.
  struct Mutant {
    /// What was done.
    let name: String
    let text: String
  }

  private let lines: [String]

  init(_ script: String) {
    lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// All mutants that are no longer the script.
  var all: [Mutant] {
    let script = text(lines)
    return (lists.flatMap(mutants) + pairs + shapes + positions + deletions + endings + replacements).filter {
      $0.text != script
    }
  }

  // MARK: Lists

  private enum Kind: String { case select, update, insert, values }

  private struct List {
    let kind: Kind
    var lines: [Int] = []
  }

  /// The lists of the script, a line for each item.
  private var lists: [List] {
    var lists: [List] = []
    var isOpen = false
    for (index, line) in lines.enumerated() {
      let begun: Kind? =
        line.hasSuffix("SELECT")
        ? .select
        : line.hasPrefix("WHEN MATCHED")
          ? .update
          : line.hasPrefix("WHEN NOT MATCHED") ? .insert : line.hasPrefix(") VALUES") ? .values : nil
      if let begun {
        lists.append(List(kind: begun))
        isOpen = true
      } else if ["FROM", ")", "WHEN"].contains(where: { line.drop { $0 == " " }.hasPrefix($0) }) {
        isOpen = false
      } else if isOpen {
        lists[lists.count - 1].lines.append(index)
      }
    }
    return lists
  }

  private func mutants(of list: List) -> [Mutant] {
    var mutants: [Mutant] = []
    for (number, line) in list.lines.enumerated() {
      let item = bare(line)
      mutants.append(Mutant(name: "\(list.kind) without \(item)", text: text(without([line], list))))
      if list.kind == .insert || list.kind == .values {
        mutants.append(Mutant(name: "\(list.kind) renames \(item)", text: changed(line, renamed(item), list)))
      }
      if list.kind == .select, let name = own(item).name, !item.contains(" AS ") {
        mutants.append(
          Mutant(name: "NULL for \(item)", text: changed(line, "  CAST(NULL AS STRING) AS \(name)", list)))
      }
      let next = number + 1 < list.lines.count ? list.lines[number + 1] : line
      // Two columns of one value only change places.
      if next != line, list.kind != .select || own(item).value != own(bare(next)).value {
        mutants.append(swapped(line, next, list))
      }
    }
    return mutants
  }

  /// Two neighbours that change values, not names.
  private func swapped(_ line: Int, _ other: Int, _ list: List) -> Mutant {
    let (one, two) = (bare(line), bare(other))
    var changed = lines
    switch list.kind {
    case .insert, .values: (changed[line], changed[other]) = (two, one)
    case .update:
      let (left, right) = (one.split(" = "), two.split(" = "))
      (changed[line], changed[other]) = ("\(left.0) = \(right.1)", "\(right.0) = \(left.1)")
    case .select:
      let (left, right) = (own(one), own(two))
      changed[line] = "\(left.value) AS \(right.name ?? "x")"
      changed[other] = "\(right.value) AS \(left.name ?? "x")"
    }
    return Mutant(name: "\(list.kind) swaps \(one) and \(two)", text: text(punctuated(changed, list.lines)))
  }

  /// A column with its value left out of INSERT.
  private var pairs: [Mutant] {
    guard let insert = lists.first(where: { $0.kind == .insert }),
      let values = lists.first(where: { $0.kind == .values })
    else { return [] }
    return zip(insert.lines, values.lines).map { column, value in
      var changed = punctuated(lines, insert.lines.filter { $0 != column })
      changed = punctuated(changed, values.lines.filter { $0 != value })
      let rest = changed.indices.filter { $0 != column && $0 != value }.map { changed[$0] }
      return Mutant(name: "INSERT without \(bare(column)) and its value", text: text(rest))
    }
  }

  /// Updates that no longer mind which tables lack a column.
  private var shapes: [Mutant] {
    let updates = lists.filter { $0.kind == .update }
    return updates.flatMap { list in
      list.lines.filter { lines[$0].contains(".driftaudit_shape") }.flatMap { line -> [Mutant] in
        let item = bare(line)
        let name = item.split(" = ").0
        let alias = item.contains("S_.driftaudit") ? "S_" : "S"
        let plain = "\(name) = \(alias).\(name.drop { $0 == " " })"
        let other =
          item.contains("IN (1, ")
          ? item.replacing("IN (1, ", with: "IN (")
          : item.replacing("driftaudit_shape = 1", with: "driftaudit_shape = 2")
        return [
          Mutant(name: "always \(plain)", text: changed(line, plain, list)),
          Mutant(name: "other shapes in \(name)", text: changed(line, other, list)),
        ]
      }
    }
  }

  // MARK: By position

  private var positions: [Mutant] {
    guard let insert = lists.first(where: { $0.kind == .insert }), let first = insert.lines.first,
      let last = insert.lines.last
    else { return [] }
    let head = Array(lines[..<(first - 1)])
    var mutants = [
      Mutant(name: "INSERT ROW", text: text(head + ["WHEN NOT MATCHED THEN INSERT ROW;"])),
      Mutant(
        name: "INSERT without names",
        text: text(head + ["WHEN NOT MATCHED THEN INSERT VALUES ("] + lines[(last + 2)...])),
      Mutant(
        name: "INSERT (…) ROW", text: text(Array(lines[...last]) + [") ROW;"])),
    ]
    for list in lists where list.kind == .select {
      guard let begin = list.lines.first, let end = list.lines.last else { continue }
      mutants.append(
        Mutant(
          name: "SELECT * for the list in line \(begin + 1)",
          text: text(Array(lines[..<begin]) + ["  *"] + lines[(end + 1)...])))
    }
    return mutants
  }

  // MARK: Lines

  /// Each line left out, but for those that change which rows are taken and no column.
  private var deletions: [Mutant] {
    lines.indices.filter { index in
      let line = lines[index].drop { $0 == " " }
      return !line.isEmpty && !["--", "WHERE", "ORDER BY"].contains(where: line.hasPrefix)
    }.map { index in
      Mutant(
        name: "without line \(index + 1): \(lines[index])",
        text: text(Array(lines[..<index]) + lines[(index + 1)...]))
    }
  }

  /// The script broken off behind each line.
  private var endings: [Mutant] {
    lines.indices.dropLast(2).map { index in
      Mutant(name: "ends with line \(index + 1): \(lines[index])", text: text(Array(lines[...index])))
    }
  }

  // MARK: Words

  private var replacements: [Mutant] {
    let script = text(lines)
    var mutants = [
      ("UNION ALL BY NAME", "UNION ALL STRICT"), ("WHEN MATCHED", "WHEN MATCHED AND FALSE"),
      ("WHEN MATCHED", "WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN MATCHED"),
      ("MERGE INTO `", "MERGE INTO `{{ project }}"), ("MERGE INTO `", "MERGE INTO ${target} --`"),
      ("MERGE INTO `", "MERGE INTO `other-"), ("`_staging", "`_staging*"), ("`_staging", "`no_staging"),
      ("WHERE TRUE", "WHERE FALSE"), (") = 1\n", ") = 1\n  LIMIT 10\n"),
      ("BY NAME\n", "\n  EXCEPT DISTINCT\n"),
      ("T.game_date IN UNNEST(driftaudit_partitions)", "T.game_date = S.game_date"),
      ("T.game_date IN UNNEST(driftaudit_partitions)", "T.game_date IS NOT NULL"),
      (
        "T.game_date IN UNNEST(driftaudit_partitions)",
        "(T.game_date IN UNNEST(driftaudit_partitions) OR TRUE)"
      ),
      ("  AND T.", "  OR T."), ("T.game_id = S.game_id", "T.game_id = S.player_lookup"), ("R.game_id, ", ""),
      ("ON T", "ON FALSE AND T"), ("COMMIT TRANSACTION", "ROLLBACK TRANSACTION"),
    ].map { from, to in Mutant(name: "\(to) for \(from)", text: script.replacing(from, with: to)) }
    let beside = [
      "EXECUTE IMMEDIATE 'SELECT 1';", "TRUNCATE TABLE `a`;", "CALL p();", "IF TRUE THEN SELECT 1; END IF;",
      "UPDATE `a` SET b = 1 WHERE TRUE;", "BEGIN TRANSACTION;",
    ]
    mutants += beside.map { Mutant(name: "\($0) behind it", text: script + $0 + "\n") }
    if let on = lines.firstIndex(where: { $0.hasPrefix("ON ") }), lines[on + 1].hasPrefix("  AND ") {
      mutants.append(
        Mutant(
          name: "without \(lines[on])",
          text: text(Array(lines[..<on]) + ["ON " + lines[on + 1].dropFirst(6)] + lines[(on + 2)...])))
    }
    return mutants
  }

  // MARK: Text

  private func text(_ lines: [String]) -> String { lines.joined(separator: "\n") }

  private func bare(_ line: Int) -> String {
    lines[line].hasSuffix(",") ? String(lines[line].dropLast()) : lines[line]
  }

  /// An item's value, and the name it has.
  private func own(_ item: String) -> (value: String, name: String?) {
    if let place = item.range(of: " AS ", options: .backwards), !item[place.upperBound...].contains(")") {
      return (String(item[..<place.lowerBound]), String(item[place.upperBound...]))
    }
    return (item, item.firstIndex(of: ".").map { String(item[item.index(after: $0)...]) })
  }

  private func renamed(_ item: String) -> String {
    item.hasSuffix("`") ? item.dropLast() + "x`" : item + "x"
  }

  private func changed(_ line: Int, _ item: String, _ list: List) -> String {
    var changed = lines
    changed[line] = item
    return text(punctuated(changed, list.lines))
  }

  private func without(_ left: [Int], _ list: List) -> [String] {
    let changed = punctuated(lines, list.lines.filter { !left.contains($0) })
    return changed.indices.filter { !left.contains($0) }.map { changed[$0] }
  }

  /// Commas behind all items but the last.
  private func punctuated(_ lines: [String], _ items: [Int]) -> [String] {
    var lines = lines
    for item in items {
      let bare = lines[item].hasSuffix(",") ? String(lines[item].dropLast()) : lines[item]
      lines[item] = item == items.last ? bare : bare + ","
    }
    return lines
  }
}

extension String {
  fileprivate func split(_ separator: String) -> (String, String) {
    guard let place = range(of: separator) else { return (self, "") }
    return (String(self[..<place.lowerBound]), String(self[place.upperBound...]))
  }
}
