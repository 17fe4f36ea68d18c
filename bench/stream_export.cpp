// Writes an export of INFORMATION_SCHEMA.COLUMNS to standard output, as fast as a pipe takes it: a main table of 72
// columns and as many staging tables as are asked for, of 58 columns and 20 shapes in no regular order, a row a line.
// A million tables are 30 GB, which no disk has to hold. The same number gives the same bytes.
//
// usage: stream_export TABLES [--main FILE]
// With --main, main's rows go into that file instead.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

constexpr int main_columns = 72;
constexpr int staging_columns = 58;
constexpr int shapes = 20;
constexpr const char *types[] = {"STRING", "INT64", "FLOAT64", "BOOL", "TIMESTAMP", "DATE", "NUMERIC(5, 1)"};

// A row in front of the table's name and behind it.
struct row {
  std::string before, after;
};

row make_row(int column, int position, const char *type) {
  row made;
  made.before = R"({"table_catalog":"analytics-prod","table_schema":"predictions","table_name":")";
  made.after = R"(","column_name":"feature_column_)" + std::to_string(column) + R"(","ordinal_position":")" +
               std::to_string(position) + R"(","is_nullable":"YES","data_type":")" + type +
               R"(","is_generated":"NEVER","generation_expression":null,"is_stored":null,"is_hidden":"NO",)" +
               R"("is_updatable":null,"is_system_defined":"NO","is_partitioning_column":"NO",)" +
               R"("clustering_ordinal_position":null,"collation_name":"NULL","column_default":"NULL",)" +
               R"("rounding_mode":null})" + "\n";
  return made;
}

const char *type_of(int column) { return types[column % 7]; }

// Shape 0 has main's first 58 columns. Every other one has a later column instead of one of them, and in every third a
// type differs too.
std::vector<row> make_shape(int shape) {
  std::vector<row> rows;
  for (int position = 1; position <= staging_columns; position++) {
    int column = position;
    if (shape > 0 && position == 3 * shape - 2) column = staging_columns + 1 + (shape - 1) % (main_columns - staging_columns);
    const char *type = type_of(column);
    if (shape % 3 == 2 && position == 58) type = "JSON";
    rows.push_back(make_row(column, position, type));
  }
  return rows;
}

bool write_whole(int file, const std::string &text) {
  size_t written = 0;
  while (written < text.size()) {
    ssize_t count = write(file, text.data() + written, text.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    written += static_cast<size_t>(count);
  }
  return true;
}

// Numbers that look random and are the same everywhere (SplitMix64).
uint64_t mixed(uint64_t number) {
  number += 0x9E3779B97F4A7C15u;
  number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
  number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
  return number ^ (number >> 31);
}

}  // namespace

int main(int argc, char **argv) {
  long tables = argc > 1 ? std::atol(argv[1]) : 0;
  bool apart = argc == 4 && std::strcmp(argv[2], "--main") == 0;
  if (tables < 1 || (argc != 2 && !apart)) return 64;

  std::string text;
  for (int column = 1; column <= main_columns; column++) {
    row made = make_row(column, column, type_of(column));
    text += made.before + "predictions" + made.after;
  }
  if (apart) {
    int file = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (file < 0 || !write_whole(file, text) || close(file) != 0) {
      std::perror(argv[3]);
      return 2;
    }
    text.clear();
  }

  std::vector<std::vector<row>> all;
  for (int shape = 0; shape < shapes; shape++) all.push_back(make_shape(shape));
  fcntl(STDOUT_FILENO, F_SETPIPE_SZ, 1 << 20);
  char name[128];
  for (long table = 0; table < tables; table++) {
    std::snprintf(name, sizeof name, "_staging_batch_2026_01_%02ld_%010ld_prediction_worker_%05ld_%04lx", 1 + table / 50000 % 31,
                  1769000000 + table / 200 * 37, table % 200, static_cast<long>(mixed(static_cast<uint64_t>(table)) & 0xFFFF));
    for (const row &row : all[mixed(static_cast<uint64_t>(table)) / 0x10000 % shapes]) {
      text += row.before;
      text += name;
      text += row.after;
    }
    if (text.size() > (1 << 20)) {
      if (!write_whole(STDOUT_FILENO, text)) return 2;
      text.clear();
    }
  }
  return write_whole(STDOUT_FILENO, text) ? 0 : 2;
}
