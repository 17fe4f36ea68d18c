/// The tool's version, as reports and `--version` show it.
public let driftauditVersion = "0.1.0"
