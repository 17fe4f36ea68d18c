#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileDescriptor {
  /// Whether a person sits at the other end.
  package var isTerminal: Bool { isatty(number) == 1 }

  /// How wide the terminal is; nil where it is none, or does not say.
  package var terminalColumns: Int? {
    var size = winsize()
    guard ioctl(number, numericCast(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// The process in which this program runs, and its machine.
package enum CurrentProcess {
  /// A variable of the environment.
  package static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The absolute path of the working folder; nil where it is gone.
  package static var workingFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// How many processors are at work in this machine; below 1 where that is not known.
  package static var processors: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

  /// Ends it.
  package static func end(_ code: Int32) -> Never { exit(code) }
}
