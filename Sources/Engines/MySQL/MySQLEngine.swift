import Schema

/// MySQL and MariaDB.
package enum MySQLEngine: EngineDefinition {
  package static let id = "mysql"
  package static let aliases = ["mariadb"]
  package static let types: any TypeSystem = MySQLTypes()
}

extension Engine {
  package static var mySQL: Engine { Engine(MySQLEngine.self) }
}
