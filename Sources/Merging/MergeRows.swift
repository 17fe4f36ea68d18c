import Engines
import Schema

/// The rows of staging tables as rows of main: one explicit SELECT for each shape.
package struct MergeRows: Sendable {
  let plan: MergePlan
  let dialect: any SQLDialect
  /// The SELECT list of each shape.
  private let lists: [[String]]
  /// The names of all columns, helpers at the end.
  let columnList: [String]
  /// Whether rows tell their shape.
  let hasShapes: Bool

  /// Tables whose rows one query takes, by shape.
  typealias Chunk = [(shape: Int, tables: ArraySlice<TableName>)]

  package init(_ plan: MergePlan) {
    self.plan = plan
    let dialect = plan.dialect
    self.dialect = dialect
    hasShapes = plan.shapes.count > 1
    let helpers = plan.orders.indices.filter { plan.orders[$0].bySource != nil }
    var names = plan.staged.map { dialect.identifier($0.column.name) }
    names += helpers.map { Self.orderName($0, plan) }
    if hasShapes { names.append(plan.names.shape) }
    columnList = names
    let staged = plan.staged
    lists = plan.shapes.indices.map { shape in
      var values = staged.map { planned in
        switch planned.sources[shape] {
        case .staging(let value): value.sql
        case .filled(let sql): sql
        case .missing: dialect.null(of: planned.column.type)
        }
      }
      values += helpers.map { plan.orders[$0].bySource?[shape] ?? "NULL" }
      if plan.shapes.count > 1 { values.append(String(shape + 1)) }
      return zip(values, names).map { value, name in
        // Byte by byte, since texts that differ in their Unicode form alone are equal.
        value.utf8.elementsEqual("\(plan.names.source).\(name)".utf8) ? value : "\(value) AS \(name)"
      }
    }
  }

  /// The name of a helper column by which rows are ordered.
  static func orderName(_ index: Int, _ plan: MergePlan) -> String {
    plan.orders.count == 1 ? plan.names.order : "\(plan.names.order)_\(index + 1)"
  }

  /// All tables together.
  var all: Chunk { plan.shapes.indices.map { ($0, plan.shapes[$0].tables[...]) } }

  /// The tables in chunks of so many, and of so many bytes of text.
  func chunks(tables limit: Int, bytes: Int) -> [Chunk] {
    var chunks: [Chunk] = []
    var chunk: Chunk = []
    var (count, size) = (0, 0)
    for (shape, planned) in plan.shapes.enumerated() {
      let listSize = lists[shape].reduce(0) { $0 + $1.utf8.count + 8 }
      var start = planned.tables.startIndex
      size += listSize
      for (index, table) in planned.tables.enumerated() {
        let own = dialect.path(table).utf8.count + 48
        if count > 0, count == limit || size + own > bytes {
          if start < index { chunk.append((shape, planned.tables[start..<index])) }
          chunks.append(chunk)
          (chunk, count, size, start) = ([], 0, listSize, index)
        }
        count += 1
        size += own
      }
      if start < planned.tables.endIndex { chunk.append((shape, planned.tables[start...])) }
    }
    if !chunk.isEmpty { chunks.append(chunk) }
    return chunks
  }

  /// The query for the rows of a chunk, without a newline at its end.
  func query(_ chunk: Chunk, indentation: String) -> String {
    chunk.map { select($0.shape, $0.tables, indentation) }.joined(separator: "\n\(indentation)UNION ALL\n")
  }

  private func select(_ shape: Int, _ tables: ArraySlice<TableName>, _ indentation: String) -> String {
    let list = lists[shape].map { "\(indentation)  \($0)" }.joined(separator: ",\n")
    let source = plan.names.source
    let from: String
    if tables.count == 1, let table = tables.first {
      from = "\(indentation)FROM \(dialect.path(table)) AS \(source)"
    } else {
      let columns = plan.shapes[shape].schema.columns
      let all = dialect.together(Array(tables), columns: columns, indentation: "\(indentation)  ")
      from = "\(indentation)FROM (\n\(all)\n\(indentation)) AS \(source)"
    }
    return "\(indentation)SELECT\n\(list)\n\(from)"
  }
}
