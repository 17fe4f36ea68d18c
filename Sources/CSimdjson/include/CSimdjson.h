// A thin C face of simdjson's DOM, for Swift. Nothing here knows what the JSON means.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that have to be readable behind every text that is parsed.
#define CSJ_PADDING 64

typedef enum {
  CSJ_ABSENT = 0,
  CSJ_NULL,
  CSJ_FALSE,
  CSJ_TRUE,
  CSJ_INTEGER,
  CSJ_DOUBLE,
  CSJ_STRING,
  CSJ_ARRAY,
  CSJ_OBJECT,
} csj_kind;

/// A parser and the document that it parsed last; reusable, for one thread at a time.
typedef struct csj_parser csj_parser;

/// A value of the document parsed last; dead once the parser parses again.
typedef struct {
  const void *document;
  size_t index;
} csj_value;

/// A value taken apart as far as it goes without more calls.
typedef struct {
  /// Of a string: its bytes, unescaped, valid UTF-8, not ended by a zero.
  const char *text;
  /// Of a string: the number of its bytes.
  size_t length;
  /// Of an integer, also one written as `5.0`: its value, or the nearest that 64 bits hold.
  int64_t integer;
  /// Of a number that is no integer: its value.
  double real;
  csj_value value;
  csj_kind kind;
} csj_slot;

/// NULL where there is no memory.
csj_parser *csj_parser_create(void);
void csj_parser_destroy(csj_parser *parser);

/// Parses one whole JSON text. Returns 0, or an error code for csj_error_text.
int csj_parse(csj_parser *parser, const char *padded, size_t length, csj_value *root);

/// Begins to parse JSON texts that follow one another. Returns 0 or an error code.
int csj_stream_begin(csj_parser *parser, const char *padded, size_t length);
/// The next text: 1 and its root and place, 0 at the end, or a negative error code at a text that is not JSON (its
/// place in offset).
int csj_stream_next(csj_parser *parser, csj_value *root, size_t *offset);
/// Bytes at the end that are not a whole text.
size_t csj_stream_truncated(const csj_parser *parser);

/// What went wrong, in simdjson's words.
const char *csj_error_text(int code);

/// Takes a value apart.
void csj_open(csj_value value, csj_slot *slot);

/// Walks through an array: 1 and the element, 0 at the end. `cursor` starts at 0.
bool csj_array_next(csj_value array, size_t *cursor, csj_slot *element);
/// Walks through an object: the key's bytes and the value. `cursor` starts at 0.
bool csj_object_next(csj_value object, size_t *cursor, const char **key, size_t *key_length, csj_slot *value);

/// A fixed list of keys to pick out of objects; found without regard to ASCII case.
typedef struct csj_keys csj_keys;
csj_keys *csj_keys_create(const char *const *names, size_t count);
void csj_keys_destroy(csj_keys *keys);
/// Fills one slot per key, which is fastest where objects have their keys in one order; kind CSJ_ABSENT where the object
/// lacks it, the last one where it has it twice. Returns how many members the object has.
size_t csj_select(csj_value object, csj_keys *keys, csj_slot *slots);

/// Writes the bytes by which values are told from others: equal bytes for equal lists of values and for no others, where
/// the number 5 and the string "5" are one. Objects and arrays count as one and the same. Returns how many bytes that
/// takes; where there are fewer than that, what they hold is undefined.
size_t csj_identity(const csj_slot *slots, size_t count, uint8_t *bytes, size_t capacity);
/// Writes names, each ended by a byte that no UTF-8 text holds; what is no string is a name that is missing. Returns as
/// csj_identity.
size_t csj_names(const csj_slot *slots, size_t count, uint8_t *bytes, size_t capacity);

/// The place of the value behind a path like `/schema/fields/3/type` in a JSON text: keys without regard to ASCII
/// case, array indices from 0. As far as the path leads; -1 where the text is no JSON.
ptrdiff_t csj_locate(const char *padded, size_t length, const char *path);

#ifdef __cplusplus
}
#endif
