#include "CSimdjson.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace simdjson;

static_assert(CSJ_PADDING >= SIMDJSON_PADDING, "less padding than simdjson reads");
static_assert(sizeof(csj_value) == sizeof(dom::element), "an element is two words");
static_assert(std::is_trivially_copyable_v<dom::element>, "an element can be copied as bytes");

struct csj_parser {
  dom::parser parser;
  std::optional<dom::document_stream> stream;
  std::optional<dom::document_stream::iterator> position;
};

struct csj_keys {
  struct key {
    std::string name;
    size_t slot;
  };
  static constexpr size_t longest = 64;
  static constexpr size_t none = SIZE_MAX;
  std::vector<key> by_length[longest + 1];
  size_t count;
  // The keys of the object before this one, in its order, with their slots: most objects have the same.
  std::vector<key> last;

  size_t find(std::string_view name) const;
};

namespace {

csj_value pack(dom::element element) {
  csj_value value;
  std::memcpy(&value, &element, sizeof value);
  return value;
}

dom::element unpack(csj_value value) {
  dom::element element;
  std::memcpy(static_cast<void *>(&element), &value, sizeof value);
  return element;
}

// Written field by field into the slot that is meant: a slot that is returned and then copied would be read again before
// the processor has finished writing it.
inline void open_element(dom::element element, csj_slot *slot) {
  slot->value = pack(element);
  switch (element.type()) {
    case dom::element_type::STRING: {
      std::string_view text = element.get_string().value_unsafe();
      slot->text = text.data();
      slot->length = text.size();
      slot->kind = CSJ_STRING;
      break;
    }
    case dom::element_type::INT64:
      slot->integer = element.get_int64().value_unsafe();
      slot->kind = CSJ_INTEGER;
      break;
    case dom::element_type::UINT64:
      slot->integer = INT64_MAX;
      slot->kind = CSJ_INTEGER;
      break;
    case dom::element_type::DOUBLE: {
      double number = element.get_double().value_unsafe();
      slot->real = number;
      slot->integer = number >= -9e18 && number <= 9e18 ? static_cast<int64_t>(number) : INT64_MAX;
      slot->kind = static_cast<double>(slot->integer) == number ? CSJ_INTEGER : CSJ_DOUBLE;
      break;
    }
    case dom::element_type::BOOL:
      slot->kind = element.get_bool().value_unsafe() ? CSJ_TRUE : CSJ_FALSE;
      break;
    case dom::element_type::ARRAY: slot->kind = CSJ_ARRAY; break;
    case dom::element_type::OBJECT: slot->kind = CSJ_OBJECT; break;
    case dom::element_type::NULL_VALUE: slot->kind = CSJ_NULL; break;
  }
}

char folded(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte; }

bool equal_folded(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); i++) {
    if (folded(text[i]) != lower[i]) return false;
  }
  return true;
}

template <typename Iterator>
void remember(size_t *cursor, const Iterator &iterator) {
  static_assert(sizeof(Iterator) == 2 * sizeof(size_t), "an iterator is a document and an index");
  size_t words[2];
  std::memcpy(words, &iterator, sizeof words);
  *cursor = words[1];
}

template <typename Iterator>
Iterator resume(const Iterator &begin, size_t cursor) {
  if (cursor == 0) return begin;
  size_t words[2];
  std::memcpy(words, &begin, sizeof words);
  words[1] = cursor;
  Iterator iterator = begin;
  std::memcpy(static_cast<void *>(&iterator), words, sizeof words);
  return iterator;
}

}  // namespace

csj_parser *csj_parser_create(void) {
  auto *parser = new (std::nothrow) csj_parser();
#ifdef SIMDJSON_THREADS_ENABLED
  if (parser != nullptr) parser->parser.threaded = false;
#endif
  return parser;
}

void csj_parser_destroy(csj_parser *parser) { delete parser; }

int csj_parse(csj_parser *parser, const char *padded, size_t length, csj_value *root) {
  dom::element element;
  auto error = parser->parser.parse(reinterpret_cast<const uint8_t *>(padded), length, false).get(element);
  if (error) return static_cast<int>(error);
  *root = pack(element);
  return 0;
}

int csj_stream_begin(csj_parser *parser, const char *padded, size_t length) {
  parser->position.reset();
  dom::document_stream stream;
  auto error = parser->parser.parse_many(reinterpret_cast<const uint8_t *>(padded), length, length + CSJ_PADDING)
                   .get(stream);
  if (error) return static_cast<int>(error);
  parser->stream.emplace(std::move(stream));
  return 0;
}

int csj_stream_next(csj_parser *parser, csj_value *root, size_t *offset) {
  if (!parser->stream) return 0;
  if (parser->position) {
    ++*parser->position;
  } else {
    parser->position.emplace(parser->stream->begin());
  }
  auto &position = *parser->position;
  if (!(position != parser->stream->end())) return 0;
  *offset = position.current_index();
  dom::element element;
  auto error = (*position).get(element);
  if (error) return -static_cast<int>(error);
  *root = pack(element);
  return 1;
}

size_t csj_stream_truncated(const csj_parser *parser) {
  return parser->stream ? parser->stream->truncated_bytes() : 0;
}

const char *csj_error_text(int code) { return error_message(static_cast<error_code>(code < 0 ? -code : code)); }

void csj_open(csj_value value, csj_slot *slot) { open_element(unpack(value), slot); }

bool csj_array_next(csj_value array, size_t *cursor, csj_slot *element) {
  dom::array list = unpack(array).get_array().value_unsafe();
  auto iterator = resume(list.begin(), *cursor);
  if (!(iterator != list.end())) return false;
  open_element(*iterator, element);
  ++iterator;
  remember(cursor, iterator);
  return true;
}

bool csj_object_next(csj_value object, size_t *cursor, const char **key, size_t *key_length, csj_slot *value) {
  dom::object members = unpack(object).get_object().value_unsafe();
  auto iterator = resume(members.begin(), *cursor);
  if (!(iterator != members.end())) return false;
  std::string_view name = iterator.key();
  *key = name.data();
  *key_length = name.size();
  open_element(iterator.value(), value);
  ++iterator;
  remember(cursor, iterator);
  return true;
}

csj_keys *csj_keys_create(const char *const *names, size_t count) {
  auto *keys = new (std::nothrow) csj_keys();
  if (keys == nullptr) return nullptr;
  keys->count = count;
  for (size_t i = 0; i < count; i++) {
    std::string name = names[i];
    for (char &byte : name) byte = folded(byte);
    if (name.size() <= csj_keys::longest) keys->by_length[name.size()].push_back({name, i});
  }
  return keys;
}

void csj_keys_destroy(csj_keys *keys) { delete keys; }

size_t csj_keys::find(std::string_view name) const {
  if (name.size() > longest) return none;
  for (const auto &key : by_length[name.size()]) {
    if (equal_folded(name, key.name)) return key.slot;
  }
  return none;
}

size_t csj_select(csj_value object, csj_keys *keys, csj_slot *slots) {
  for (size_t i = 0; i < keys->count; i++) slots[i].kind = CSJ_ABSENT;
  dom::object members = unpack(object).get_object().value_unsafe();
  size_t count = 0;
  for (auto member : members) {
    std::string_view name = member.key;
    if (count == keys->last.size()) keys->last.push_back({std::string(), csj_keys::none});
    auto &expected = keys->last[count++];
    if (name != expected.name) {
      // A name of many megabytes is not worth keeping, and is none of the keys.
      if (name.size() > csj_keys::longest) continue;
      expected.name = name;
      expected.slot = keys->find(name);
    }
    if (expected.slot != csj_keys::none) open_element(member.value, &slots[expected.slot]);
  }
  return count;
}

namespace {

// Bytes that are written as long as there is room, and counted in any case.
struct writer {
  uint8_t *bytes;
  size_t capacity;
  size_t count;

  void put(uint8_t byte) {
    if (count < capacity) bytes[count] = byte;
    count++;
  }

  void put(const void *run, size_t length) {
    if (count <= capacity && length <= capacity - count) std::memcpy(bytes + count, run, length);
    count += length;
  }

  // A run of bytes with its length in front, so that no two lists of runs look alike.
  void put_run(const char *run, size_t length) {
    put(3);
    put(&length, sizeof length);
    put(run, length);
  }
};

}  // namespace

size_t csj_identity(const csj_slot *slots, size_t count, uint8_t *bytes, size_t capacity) {
  writer out{bytes, capacity, 0};
  for (const csj_slot *slot = slots; slot != slots + count; slot++) {
    switch (slot->kind) {
      case CSJ_STRING: out.put_run(slot->text, slot->length); break;
      case CSJ_ABSENT: out.put(0); break;
      case CSJ_NULL: out.put(1); break;
      case CSJ_DOUBLE:
        out.put(4);
        out.put(&slot->real, sizeof slot->real);
        break;
      case CSJ_INTEGER: {
        std::string text = std::to_string(slot->integer);
        out.put_run(text.data(), text.size());
        break;
      }
      case CSJ_TRUE: out.put_run("true", 4); break;
      case CSJ_FALSE: out.put_run("false", 5); break;
      case CSJ_ARRAY:
      case CSJ_OBJECT: out.put(2); break;
    }
  }
  return out.count;
}

size_t csj_names(const csj_slot *slots, size_t count, uint8_t *bytes, size_t capacity) {
  writer out{bytes, capacity, 0};
  for (const csj_slot *slot = slots; slot != slots + count; slot++) {
    if (slot->kind == CSJ_STRING) {
      out.put(slot->text, slot->length);
    } else {
      out.put(0xFE);
    }
    out.put(0xFF);
  }
  return out.count;
}

ptrdiff_t csj_locate(const char *padded, size_t length, const char *path) {
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(padded, length, length + CSJ_PADDING).get(document)) return -1;
  ondemand::value value;
  if (document.get_value().get(value)) return -1;
  ptrdiff_t place = -1;
  const char *here = nullptr;
  if (!document.current_location().get(here)) place = here - padded;
  for (std::string_view rest = path; !rest.empty();) {
    rest.remove_prefix(1);
    std::string step(rest.substr(0, rest.find('/')));
    rest.remove_prefix(step.size());
    for (char &byte : step) byte = folded(byte);
    bool found = false;
    ondemand::json_type type;
    if (value.type().get(type)) return place;
    if (type == ondemand::json_type::object) {
      ondemand::object object;
      if (value.get_object().get(object)) return place;
      for (auto field : object) {
        std::string_view key;
        if (field.unescaped_key().get(key)) return place;
        if (!equal_folded(key, step)) continue;
        if (field.value().get(value)) return place;
        found = true;
        break;
      }
    } else if (type == ondemand::json_type::array) {
      ondemand::array array;
      if (value.get_array().get(array)) return place;
      size_t wanted = std::strtoul(step.c_str(), nullptr, 10);
      for (auto element : array) {
        if (wanted-- > 0) continue;
        if (element.get(value)) return place;
        found = true;
        break;
      }
    }
    if (!found) return place;
    if (document.current_location().get(here)) return place;
    place = here - padded;
  }
  return place;
}
