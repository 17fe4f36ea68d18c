import Exports
import JSONInput
import Output
import Platform
import Schema
import Settings
import Text

/// What a run reads: what arguments and the configuration name, so that no output of it replaces any of that.
struct ReadFiles {
  /// Files, folders and globs as they are named.
  private var named: [String] = []
  /// Folders whose files are spared whatever they hold.
  private var histories: [String] = []

  /// Nothing yet.
  init() {}

  /// What the configuration names, the baseline, and what arguments name, whether or not it is there.
  init(_ settings: AuditOptions.Settings, inputs: [String] = [], main: String? = nil) {
    let configuration = settings.configuration
    named = inputs + [settings.configurationPath].compactMap(\.self)
    // Usual places count also where nothing is there yet: a report would be read as what belongs there.
    named += [AuditOptions.configurationFile, settings.baselinePath]
    for audit in configuration.audits.map(\.settings) + [configuration.settings] {
      named += audit.sources + audit.lifecycle.completions + audit.lifecycle.counts
    }
    // Main may be a table's name.
    named += ([main].compactMap(\.self) + configuration.audits.map(\.mainPath)).filter(InputFiles.isFile)
    self = adding(history: configuration.history)
  }

  /// The same and these.
  func adding(_ paths: [String]) -> ReadFiles {
    var files = self
    files.named += paths
    return files
  }

  /// The same and the runs in this folder.
  func adding(history: String?) -> ReadFiles {
    var files = self
    if let history { files.histories.append(history) }
    return files
  }

  /// What is wrong where the run is to replace a folder of which it reads a file; nil where nothing is.
  func problem(ofReplacing folder: String) -> Problem? {
    guard let own = FileSystem.realPath(folder) else { return nil }
    let inside = found.first { path in
      FileSystem.realPath(path).map { $0.hasPrefix(own + "/") } ?? false
    }
    return inside.map {
      Problem(
        file: folder,
        "'\(SafeText.printable($0))' in this folder is an input of this run: it is not replaced.")
    }
  }

  /// The outputs of the run. Reports of earlier runs that a search found beside exports are written anew, since no run takes
  /// them for exports.
  var outputs: RunOutputs {
    let runs = InputFiles(histories)
    return RunOutputs(
      sparing: named + runs.files.map(\.path), found: { found }, except: OwnFilesForm.isReport(fileAt:))
  }

  /// The outputs of a run that reads reports too.
  var outputsSparingReports: RunOutputs { RunOutputs(sparing: named, found: { found }) }

  private var found: [String] { InputFiles(named).files.map(\.path) }
}
