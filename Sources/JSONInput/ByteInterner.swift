import Platform

/// Gives equal runs of bytes equal small numbers, and keeps each run once.
///
/// The reader's workhorse: 96,000 rows come down to some sixty distinct columns, and each row costs one hash and one
/// comparison of bytes, without an allocation. One thread uses it, and no method calls out while it changes something, so
/// that nothing has to be checked for exclusive access.
@usableFromInline package final class ByteInterner {
  /// How many distinct runs there are; their numbers are 0 ..< count.
  @usableFromInline @exclusivity(unchecked) package internal(set) var count = 0

  @usableFromInline @exclusivity(unchecked) var arena: UnsafeMutableRawBufferPointer
  @exclusivity(unchecked) private var used = 0
  @usableFromInline @exclusivity(unchecked) var ends: [Int] = []
  @exclusivity(unchecked) private var hashes: [UInt64] = []
  /// Open addressing, number + 1; 0 is free.
  @exclusivity(unchecked) private var slots: [UInt32]
  /// Of each number, the one that `internNext` saw behind it last.
  @exclusivity(unchecked) private var followers: [UInt32] = []
  @exclusivity(unchecked) private var last = 0

  package init() {
    arena = .allocate(byteCount: 4096, alignment: 8)
    slots = [UInt32](repeating: 0, count: 256)
  }

  deinit { arena.deallocate() }

  /// The bytes behind a number; valid until the next `intern`.
  @inlinable package func bytes(_ number: Int) -> UnsafeRawBufferPointer {
    let start = number == 0 ? 0 : ends[number - 1]
    return UnsafeRawBufferPointer(rebasing: arena[start..<ends[number]])
  }

  /// The number of `bytes`, and whether it is new.
  package func intern(_ bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    let hash = Self.hash(bytes)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isEqual(number, bytes) { return (number, false) }
      slot = (slot + 1) & mask
    }
    let number = count
    slots[slot] = UInt32(number + 1)
    append(bytes, hash: hash)
    if count * 2 > slots.count { grow() }
    return (number, true)
  }

  /// As `intern`, and faster where runs follow one another as they did before.
  package func internNext(_ bytes: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    if last < followers.count {
      let follower = Int(followers[last])
      if follower < count, isEqual(follower, bytes) {
        last = follower
        return (follower, false)
      }
    }
    let found = intern(bytes)
    while followers.count < count { followers.append(.max) }
    followers[last] = UInt32(found.number)
    last = found.number
    return found
  }

  /// Whether a number stands for these bytes.
  package func isEqual(_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == bytes.count else { return false }
    guard let left = arena.baseAddress, let right = bytes.baseAddress else { return true }
    return compareBytes(left + start, right, bytes.count)
  }

  private func append(_ bytes: UnsafeRawBufferPointer, hash: UInt64) {
    if used + bytes.count > arena.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(arena.count * 2, used + bytes.count), alignment: 8)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: arena[..<used]))
      arena.deallocate()
      arena = larger
    }
    if !bytes.isEmpty {
      UnsafeMutableRawBufferPointer(rebasing: arena[used...]).copyMemory(from: bytes)
    }
    used += bytes.count
    ends.append(used)
    hashes.append(hash)
    count += 1
  }

  private func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  /// Eight bytes a step, multiplied and folded. Not for hostile keys' sake: an equal hash is always checked byte by
  /// byte, so that a collision costs time and nothing else.
  @inlinable package static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 &+ UInt64(bytes.count)
    var rest = bytes.count
    guard var next = bytes.baseAddress else { return hash }
    while rest >= 8 {
      hash = mix(hash ^ next.loadUnaligned(as: UInt64.self))
      next += 8
      rest -= 8
    }
    var last: UInt64 = 0
    while rest > 0 {
      last = last << 8 | UInt64(next.load(as: UInt8.self))
      next += 1
      rest -= 1
    }
    return mix(hash ^ last)
  }

  @inlinable @inline(__always)
  package static func mix(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low
  }
}

/// Whether two runs of `count` bytes are equal.
@inline(__always)
func compareBytes(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
  Memory.isEqual(left, right, count)
}
