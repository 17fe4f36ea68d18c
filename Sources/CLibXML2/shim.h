#pragma once
#include <libxml/xmlversion.h>
// Some builds of libxml2 pull ICU's headers in, which then clash with the ICU inside of Foundation. All that they add
// is fields at the end of a struct (xmlCharEncodingHandler) that nobody here looks into.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>
