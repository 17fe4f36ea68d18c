import Auditing
import Exports
import JSONInput
import Schema
import Settings

extension AuditSpec {
  /// Whether the sources hold columns of any staging table, or anything but lists: what cannot be read is for the audit to say.
  package func hasColumns(_ loader: ExportLoader) -> Bool {
    let catalog = loader.reading(settings.engine).besides(mains: mainFiles)
      .load(InputFiles(settings.sources).files)
    let mains =
      InputFiles.isFile(mainPath)
      ? loader.reading(settings.engine).load([InputFile(path: mainPath)]).tables.map(\.name) : []
    let isStaging = catalog.tables.contains { table in
      // Beside patterns, sample records are no staging table.
      let isSample = table.schema.map { catalog.schemas[$0].sampledRecords != nil } ?? false
      return !mains.contains(table.name) && !table.name.isNamed(main)
        && !(isSample && !settings.families.isEmpty)
    }
    return isStaging || !catalog.counted.isEmpty || catalog.listed.isEmpty
  }
}
