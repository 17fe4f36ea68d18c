import CProcessors
import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that read at the same time.
package enum ReadingThreads {
  /// Calls `body` with 0 ..< `count`, each on a thread and, where there are as many, on a processor of its own.
  ///
  /// A new thread often begins on the processor of the one that made it, and the kernel can take longer to find that
  /// another one is idle than a whole audit takes.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return body(0) }
    let caller = pthread_self()
    let processor = processors_current()
    let others = Atomic<Int32>(0)
    DispatchQueue.concurrentPerform(iterations: count) { number in
      if pthread_equal(pthread_self(), caller) == 0 {
        processors_move_thread(processor, others.add(1, ordering: .relaxed).newValue)
      }
      body(number)
    }
  }
}

/// Threads that mostly wait: as many as are asked for, however many processors there are.
package enum WaitingThreads {
  /// Calls `body` with 0 ..< `count`, at most `threads` of them at once.
  package static func run(_ threads: Int, over count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(count: count, body: body)
    var started: [pthread_t] = []
    for _ in 1..<max(threads, 1) {
      // Fewer threads do as well.
      if let thread = start(work) { started.append(thread) }
    }
    work.go()
    for thread in started { pthread_join(thread, nil) }
  }

  private static func start(_ work: Work) -> pthread_t? {
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let box = Unmanaged.passRetained(work)
    let code = pthread_create(
      &thread, nil,
      { argument in
        // Darwin's is never nil.
        let argument: UnsafeMutableRawPointer? = argument
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().go() }
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      box.release()
      return nil
    }
    return thread
  }

  private final class Work: Sendable {
    private let next = Atomic<Int>(0)
    private let count: Int
    private let body: @Sendable (Int) -> Void

    init(count: Int, body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func go() {
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        body(number)
      }
    }
  }
}
