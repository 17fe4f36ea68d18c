#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Signals that end a run, held back until it is in order again: programs that it has started are ended and what is half
/// written is removed before the signal does what it always does.
package struct Interruption: Sendable {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  /// Those that the process does not ignore. One that whoever started it held back counts too: it has come all the same.
  private let held: [Int32]

  /// Holds signals back in this thread and in those that it starts from now on.
  package static func hold() -> Interruption {
    let held = signals.filter { !isIgnored($0) }
    var set = signalSet(held)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    return Interruption(held: held)
  }

  /// A run that no signal interrupts.
  static let none = Interruption(held: [])

  /// The signal that has come; nil where none has.
  package var signal: Int32? {
    var pending = sigset_t()
    guard !held.isEmpty, sigpending(&pending) == 0 else { return nil }
    return held.first { sigismember(&pending, $0) == 1 }
  }

  /// Lets signals through again: one that has come ends the process.
  package func release() {
    var set = Self.signalSet(held)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private static func signalSet(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }

  /// One that is ignored would count as come while it is held back.
  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return false }
    // Source: POSIX, signal.h: SIG_IGN is a function's address that no function has, 1 on Linux and on Darwin.
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
      let handler = action.__sa_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}

/// Signals by their numbers.
package enum Signal {
  /// What ends a process at once.
  package static let kill = SIGKILL

  /// `SIGTERM`; a signal that seldom ends a program is named in the system's words.
  package static func name(of signal: Int32) -> String {
    switch signal {
    case SIGKILL: "SIGKILL"
    case SIGTERM: "SIGTERM"
    case SIGINT: "SIGINT"
    case SIGSEGV: "SIGSEGV"
    case SIGABRT: "SIGABRT"
    case SIGPIPE: "SIGPIPE"
    default: String(cString: strsignal(signal))
    }
  }
}
