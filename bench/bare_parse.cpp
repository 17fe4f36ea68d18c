// The least that any reader of the export has to do: parse every byte, in windows of 1 MB, on one thread. Nothing is
// done with the values. With --one, the file is a single JSON text, which has to be in memory as a whole. Prints the
// number of JSON texts, so that nothing can be left out.
#include <simdjson.h>

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <vector>

int main(int argc, char **argv) {
  if (argc == 3 && std::strcmp(argv[1], "--one") == 0) {
    simdjson::dom::parser parser;
    if (parser.load(argv[2]).error()) return 2;
    std::puts("1");
    return 0;
  }
  if (argc != 2) return 64;
  int file = open(argv[1], O_RDONLY);
  if (file < 0) {
    std::perror(argv[1]);
    return 2;
  }
  constexpr size_t window = 1 << 20;
  std::vector<char> buffer(window + simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
#ifdef SIMDJSON_THREADS_ENABLED
  parser.threaded = false;
#endif
  size_t kept = 0;
  size_t texts = 0;
  for (;;) {
    ssize_t got = read(file, buffer.data() + kept, window - kept);
    if (got < 0) {
      std::perror(argv[1]);
      return 2;
    }
    size_t filled = kept + static_cast<size_t>(got);
    if (filled == 0) break;
    // Up to the last line that is whole; what is left goes in front of the next window.
    size_t whole = filled;
    if (got > 0) {
      auto *last = static_cast<char *>(memrchr(buffer.data(), '\n', filled));
      if (last == nullptr) return 2;
      whole = static_cast<size_t>(last - buffer.data()) + 1;
    }
    simdjson::dom::document_stream stream;
    auto *bytes = reinterpret_cast<const uint8_t *>(buffer.data());
    if (parser.parse_many(bytes, whole, window).get(stream)) return 2;
    for (auto text : stream) {
      if (text.error()) return 2;
      texts++;
    }
    kept = filled - whole;
    std::memmove(buffer.data(), buffer.data() + whole, kept);
    if (got == 0) break;
  }
  std::printf("%zu\n", texts);
  return 0;
}
