#include "CRE2.h"

#include <re2/re2.h>

#include <map>
#include <new>
#include <string>
#include <vector>

struct cre2_expression {
  RE2 expression;
  std::map<int, std::string> names;
  std::string error;

  cre2_expression(re2::StringPiece text, const RE2::Options &options) : expression(text, options) {}
};

cre2_expression *cre2_create(const char *text, size_t length) {
  RE2::Options options;
  options.set_log_errors(false);
  // More than the usual 8 MB, so that a pattern of thousands of names is compiled; taken only where it is needed.
  options.set_max_mem(64 << 20);
  auto *created = new (std::nothrow) cre2_expression(re2::StringPiece(text, length), options);
  if (created == nullptr) return nullptr;
  if (created->expression.ok()) {
    created->names = created->expression.CapturingGroupNames();
  } else {
    created->error = created->expression.error();
  }
  return created;
}

void cre2_destroy(cre2_expression *expression) { delete expression; }

const char *cre2_error(const cre2_expression *expression) {
  return expression->expression.ok() ? nullptr : expression->error.c_str();
}

size_t cre2_group_count(const cre2_expression *expression) {
  return expression->expression.ok() ? size_t(expression->expression.NumberOfCapturingGroups()) : 0;
}

const char *cre2_group_name(const cre2_expression *expression, size_t group) {
  auto found = expression->names.find(int(group));
  return found == expression->names.end() ? nullptr : found->second.c_str();
}

bool cre2_matches_whole(const cre2_expression *expression, const char *text, size_t length) {
  return expression->expression.Match(
      re2::StringPiece(text, length), 0, length, RE2::ANCHOR_BOTH, nullptr, 0);
}

bool cre2_find(const cre2_expression *expression, const char *text, size_t length, ptrdiff_t *offsets) {
  size_t count = 1 + cre2_group_count(expression);
  std::vector<re2::StringPiece> groups(count);
  if (!expression->expression.Match(
          re2::StringPiece(text, length), 0, length, RE2::UNANCHORED, groups.data(), int(count))) {
    return false;
  }
  for (size_t group = 0; group < count; group += 1) {
    bool took_part = groups[group].data() != nullptr;
    offsets[2 * group] = took_part ? groups[group].data() - text : -1;
    offsets[2 * group + 1] = took_part ? groups[group].data() - text + ptrdiff_t(groups[group].size()) : -1;
  }
  return true;
}
