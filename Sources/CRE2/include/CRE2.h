// A thin C face of RE2, for Swift: regular expressions that take time linear in the text, whatever the expression.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled expression; any number of threads can match with it at once.
typedef struct cre2_expression cre2_expression;

/// Compiles an expression in UTF-8. Never NULL unless there is no memory; cre2_error says whether it is usable.
cre2_expression *cre2_create(const char *text, size_t length);
void cre2_destroy(cre2_expression *expression);

/// What is wrong with it in RE2's words, ended by a zero; NULL where nothing is.
const char *cre2_error(const cre2_expression *expression);

/// How many groups it has, the whole match not counted.
size_t cre2_group_count(const cre2_expression *expression);
/// The name of a group, from 1; NULL where it has none.
const char *cre2_group_name(const cre2_expression *expression, size_t group);

/// Whether the whole text fits.
bool cre2_matches_whole(const cre2_expression *expression, const char *text, size_t length);

/// Finds the first match. `offsets` takes two values for the whole match and for each group, so 2 * (1 + groups): where
/// it begins and where it ends, -1 for a group that took no part.
bool cre2_find(const cre2_expression *expression, const char *text, size_t length, ptrdiff_t *offsets);

#ifdef __cplusplus
}
#endif
