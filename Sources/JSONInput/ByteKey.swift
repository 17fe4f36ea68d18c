import CSimdjson

/// Bytes by which something is interned.
///
/// A class, so that changing it in place needs no check for exclusive access: it is done a dozen times a row.
@usableFromInline package final class ByteKey {
  @usableFromInline @exclusivity(unchecked) var storage = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 512, alignment: 8)
  @usableFromInline @exclusivity(unchecked) var count = 0

  package init() {}

  deinit { storage.deallocate() }

  @inlinable package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  @inlinable package func clear() { count = 0 }

  @inlinable package func append(byte: UInt8) {
    reserve(1)
    storage[count] = byte
    count += 1
  }

  @inlinable package func append(_ number: Int) {
    reserve(8)
    storage.storeBytes(of: number, toByteOffset: count, as: Int.self)
    count += 8
  }

  /// What tells values from others.
  @inlinable package func append(identityOf values: UnsafeBufferPointer<csj_slot>) {
    append { csj_identity(values.baseAddress, values.count, $0, $1) }
  }

  /// Names that may be missing, as `appendName` adds them.
  @inlinable package func append(namesOf values: UnsafeBufferPointer<csj_slot>) {
    append { csj_names(values.baseAddress, values.count, $0, $1) }
  }

  /// Adds what `write` writes, which says how many bytes that takes.
  @inlinable @inline(__always)
  func append(_ write: (UnsafeMutablePointer<UInt8>?, Int) -> Int) {
    let free = UnsafeMutableRawBufferPointer(rebasing: storage[count...])
    let needed = write(free.baseAddress?.assumingMemoryBound(to: UInt8.self), free.count)
    if needed > free.count {
      grow(needed)
      return append(write)
    }
    count += needed
  }

  /// A name that may be missing; ended by a byte that no UTF-8 text holds.
  @inlinable package func appendName(_ name: UnsafeRawBufferPointer?) {
    if let name {
      append(raw: name)
    } else {
      append(byte: 0xFE)
    }
    append(byte: 0xFF)
  }

  /// How many bytes there are.
  @inlinable package var length: Int { count }

  /// Takes the bytes from `middle` on away where they only repeat those between `start` and `middle`.
  package func foldRepetition(from start: Int, middle: Int) {
    guard count - middle == middle - start else { return }
    if storage[start..<middle].elementsEqual(storage[middle..<count]) { count = middle }
  }

  /// A run of bytes with its length in front, so that no two lists of runs look alike.
  @inlinable package func append(run: UnsafeRawBufferPointer) {
    append(run.count)
    append(raw: run)
  }

  /// Adds bytes as they are.
  @inlinable package func append(raw run: UnsafeRawBufferPointer) {
    guard let start = run.baseAddress, run.count > 0 else { return }
    reserve(run.count)
    storage.baseAddress?.advanced(by: count).copyMemory(from: start, byteCount: run.count)
    count += run.count
  }

  @inlinable @inline(__always)
  func reserve(_ more: Int) {
    if count + more > storage.count { grow(more) }
  }

  @usableFromInline func grow(_ more: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(storage.count * 2, count + more), alignment: 8)
    larger.copyMemory(from: bytes)
    storage.deallocate()
    storage = larger
  }
}
