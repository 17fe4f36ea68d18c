/// The tool's version, as reports and `--version` show it.
package let driftauditVersion = "0.1.0"
