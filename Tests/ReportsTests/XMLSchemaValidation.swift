import CLibXML2
import Testing

/// Validation through libxml2's schema API.
enum XMLSchemaValidation {
  struct Failure: Error { var reason: String }

  /// Whether the XML is well-formed and valid against the schema in the file; libxml2 says on standard error why not.
  static func isValid(_ xml: String, schema: String) throws -> Bool {
    let parser = try #require(xmlSchemaNewParserCtxt(schema))
    defer { xmlSchemaFreeParserCtxt(parser) }
    guard let schema = xmlSchemaParse(parser) else { throw Failure(reason: "the schema is not valid") }
    defer { xmlSchemaFree(schema) }
    let validator = try #require(xmlSchemaNewValidCtxt(schema))
    defer { xmlSchemaFreeValidCtxt(validator) }
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue)
    guard let document = xmlReadMemory(xml, Int32(xml.utf8.count), nil, nil, options) else { return false }
    defer { xmlFreeDoc(document) }
    return xmlSchemaValidateDoc(validator, document) == 0
  }
}
