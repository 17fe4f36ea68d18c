import Engines
import JSONInput
import Settings

/// A snapshot that was taken for one run, and is read in its own words: its files' paths mean nothing to a user.
package struct TakenSnapshot: Hashable, Sendable {
  /// The files, called after the views that they hold.
  package let files: [InputFile]

  /// The files of one address.
  package init(_ address: CatalogAddress, of manifest: SnapshotManifest, in folder: SnapshotFolder) {
    files = manifest.files.compactMap { file in
      guard file.address == address.description, let name = file.name else { return nil }
      return InputFile(path: RelativePath.file(name, in: folder.path), title: file.title)
    }
  }
}
