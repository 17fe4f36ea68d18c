import Comparison
import Engines
import Schema
import Text

/// Reads a configuration's nodes and gathers everything that is wrong with them.
struct ConfigurationReader {
  let document: YAMLDocument
  let knownRules: [String]
  let knownFormats: [String]
  private(set) var problems: [Problem]

  /// A key of a mapping with its value.
  struct Member {
    let key: String
    let place: SourcePlace
    let value: YAMLNode
  }

  init(document: YAMLDocument, knownRules: [String], knownFormats: [String]) {
    self.document = document
    self.knownRules = knownRules
    self.knownFormats = knownFormats
    problems = document.problems
  }

  mutating func report(_ place: SourcePlace, _ message: String) {
    problems.append(Problem(at: place, message))
  }

  mutating func report(_ node: YAMLNode, _ message: String) { report(node.place, message) }

  // MARK: The top level

  mutating func configuration() -> Configuration {
    var configuration = Configuration()
    guard let root = document.root, !root.isNothing else { return configuration }
    guard case .mapping(let mapping) = root.content else {
      report(root, "the configuration must be a mapping of keys to values, not \(root.kind).")
      return configuration
    }
    let members = members(of: mapping).filter { isKnown($0, among: Configuration.keys) }
    configuration.settings = settings(members)
    var shortForm: Configuration.Audit?
    for member in members where !member.value.isNothing {
      switch member.key {
      case "main": shortForm = audit(main: member, settings: configuration.settings)
      case "audits": configuration.audits = audits(member.value, inheriting: configuration.settings)
      case "failOn": configuration.failOn = failLevel(member.value)
      case "failOnStale": configuration.failOnStale = flag(member)
      case "baseline": configuration.baseline = path(member.value, what: "'baseline'")
      case "history": configuration.history = path(member.value, what: "'history'")
      case "output": configuration.output = path(member.value, what: "'output'")
      case "reports": configuration.reports = reports(member.value)
      default: break
      }
    }
    if let shortForm {
      if let audits = members.first(where: { $0.key == "audits" }) {
        report(
          members.first { $0.key == "main" }?.place ?? audits.place,
          "'main' stands beside 'audits': move it into an audit, or leave 'audits' out.")
      }
      configuration.audits.append(shortForm)
    }
    return configuration
  }

  private mutating func audits(_ node: YAMLNode, inheriting settings: AuditSettings) -> [Configuration.Audit]
  {
    guard case .sequence(let items) = node.content else {
      report(node, "'audits' must be a list of audits, not \(node.kind).")
      return []
    }
    if items.isEmpty { report(node, "'audits' holds no audit.") }
    var audits: [Configuration.Audit] = []
    for item in items {
      guard case .mapping(let mapping) = item.content else {
        report(item, "an audit must be a mapping with 'main', not \(item.kind).")
        continue
      }
      guard let audit = audit(mapping, at: item, inheriting: settings) else { continue }
      if let first = audits.first(where: { $0.main == audit.main }) {
        let line = first.place.line
        report(audit.place, "there is an audit of '\(audit.main.clipped())' already, in line \(line).")
      }
      audits.append(audit)
    }
    return audits
  }

  private mutating func audit(
    _ mapping: [YAMLNode.Entry], at node: YAMLNode, inheriting inherited: AuditSettings
  ) -> Configuration.Audit? {
    let members = members(of: mapping).filter { member in
      if Configuration.keys.contains(member.key), !Configuration.auditKeys.contains(member.key) {
        report(member.place, "'\(member.key)' belongs to the top level, not into an audit.")
        return false
      }
      return isKnown(member, among: Configuration.auditKeys)
    }
    let settings = settings(members, inheriting: inherited)
    guard let main = members.first(where: { $0.key == "main" }) else {
      report(node, "the audit has no 'main'.")
      return nil
    }
    return audit(main: main, settings: settings)
  }

  private mutating func audit(main: Member, settings: AuditSettings) -> Configuration.Audit? {
    guard let text = text(main.value, what: "'main'") else { return nil }
    return Configuration.Audit(main: text, mainPath: resolved(text), place: main.place, settings: settings)
  }

  private mutating func failLevel(_ node: YAMLNode) -> FailLevel? {
    guard let word = text(node, what: "'failOn'") else { return nil }
    if let level = FailLevel(rawValue: word) { return level }
    report(node, Suggestion.unknown("level of failOn", word, known: FailLevel.allCases.map(\.rawValue)))
    return nil
  }

  private mutating func engine(_ node: YAMLNode) -> Engine? {
    guard let word = text(node, what: "'engine'") else { return nil }
    if let engine = Engine(named: word), EngineSet.all.nameable.contains(engine) { return engine }
    report(node, Suggestion.unknown("engine", word, known: EngineSet.all.nameable.map(\.rawValue)))
    return nil
  }

  private mutating func way(_ node: YAMLNode) -> Way? {
    guard let word = text(node, what: "'loadedBy'") else { return nil }
    if let way = Way(rawValue: word) { return way }
    report(node, Suggestion.unknown("way of loadedBy", word, known: Way.allCases.map(\.rawValue)))
    return nil
  }

  private mutating func reports(_ node: YAMLNode) -> [Configuration.Report] {
    guard case .mapping(let mapping) = node.content else {
      report(node, "'reports' must be a mapping of formats to paths, not \(node.kind).")
      return []
    }
    var reports: [Configuration.Report] = []
    for member in members(of: mapping) {
      guard knownFormats.contains(member.key) else {
        report(member.place, Suggestion.unknown("report format", member.key, known: knownFormats))
        continue
      }
      guard let path = path(member.value, what: "the path of '\(member.key)'") else { continue }
      if let other = reports.first(where: { $0.path == path }) {
        report(member.value, "'\(other.format)' is written to '\(path.clipped())' already.")
      }
      reports.append(Configuration.Report(format: member.key, path: path))
    }
    return reports
  }

  // MARK: What audits and the top level have in common

  private mutating func settings(
    _ members: [Member], inheriting inherited: AuditSettings = AuditSettings()
  ) -> AuditSettings {
    var settings = inherited
    var families: [FamilyPattern]?
    var unnamed: Member?
    for member in members where !member.value.isNothing {
      switch member.key {
      case "families": families = self.families(member.value)
      case "staging": unnamed = member
      case "sources":
        settings.sources = texts(member.value, what: "'sources'", of: "paths").map { resolved($0.text) }
      case "rules": settings.rules.merge(rules(member.value)) { _, new in new }
      case "ignore":
        for (text, node) in texts(member.value, what: "'ignore'", of: "column patterns") {
          if let pattern = columnPattern(text, at: node) { settings.ignore.append(pattern) }
        }
      case "batch": settings.batch = batchPattern(member.value) ?? settings.batch
      case "engine": settings.engine = engine(member.value) ?? settings.engine
      case "loadedBy": settings.loadedBy = way(member.value) ?? settings.loadedBy
      case "exclude": settings.exclude += tablePatterns(member.value, what: "'exclude'")
      case "merge": settings.merge = merge(member.value, inheriting: settings.merge)
      case "lifecycle":
        settings.lifecycle = lifecycle(member.value, inheriting: settings.lifecycle)
      case "includeViews": settings.includeViews = flag(member) ?? settings.includeViews
      case "allowNoStaging": settings.allowNoStaging = flag(member) ?? settings.allowNoStaging
      default: break
      }
    }
    if let unnamed {
      if families?.contains(where: { $0.name == FamilyPattern.unnamed }) == true {
        report(unnamed.place, "'staging' stands beside a family of that name: name it in one place.")
      }
      let patterns = tablePatterns(unnamed.value, what: "'staging'")
      families = (families ?? []) + [FamilyPattern(name: FamilyPattern.unnamed, patterns: patterns)]
    }
    if let families { settings.families = families }
    return settings
  }

  private mutating func families(_ node: YAMLNode) -> [FamilyPattern] {
    guard case .mapping(let mapping) = node.content else {
      report(node, "'families' must be a mapping of names to patterns, not \(node.kind).")
      return []
    }
    var families: [FamilyPattern] = []
    for member in members(of: mapping) {
      if member.key.isEmpty { report(member.place, "the family has no name.") }
      families.append(family(member))
    }
    return families
  }

  /// A family: a pattern, a list of patterns, or a mapping with patterns under `staging` and rules of its own.
  private mutating func family(_ member: Member) -> FamilyPattern {
    let what = "family '\(member.key.clipped())'"
    var family = FamilyPattern(name: member.key, patterns: [])
    guard case .mapping(let mapping) = member.value.content else {
      family.patterns = tablePatterns(member.value, what: what)
      return family
    }
    let members = members(of: mapping).filter { isKnown($0, among: Configuration.familyKeys) }
    for own in members where !own.value.isNothing {
      switch own.key {
      case "staging": family.patterns = tablePatterns(own.value, what: "'staging' of \(what)")
      case "rules": family.rules = rules(own.value)
      default: break
      }
    }
    if !members.contains(where: { $0.key == "staging" && !$0.value.isNothing }) {
      report(member.place, "\(what) has no patterns: write them under 'staging'.")
    }
    return family
  }

  private mutating func rules(_ node: YAMLNode) -> [RuleID: RuleSetting] {
    guard case .mapping(let mapping) = node.content else {
      report(node, "'rules' must be a mapping of rules to severities, not \(node.kind).")
      return [:]
    }
    var rules: [RuleID: RuleSetting] = [:]
    for member in members(of: mapping) {
      guard knownRules.contains(member.key) else {
        report(member.place, Suggestion.unknown("rule", member.key, known: knownRules))
        continue
      }
      guard let word = text(member.value, what: "the severity of \(member.key)") else { continue }
      if let setting = RuleSetting(word) {
        rules[RuleID(rawValue: member.key)] = setting
      } else {
        report(member.value, Suggestion.unknown("severity of \(member.key)", word, known: RuleSetting.words))
      }
    }
    return rules
  }
}
