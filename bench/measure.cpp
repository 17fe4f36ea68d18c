// Runs a command and prints its time in seconds and its peak memory in kilobytes, into the file that is named first.
// A program of its own, since Linux counts the memory of the process that starts a command as the command's: this one
// has next to none.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  auto start = std::chrono::steady_clock::now();
  pid_t child = fork();
  if (child < 0) return 70;
  if (child == 0) {
    execv(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  int status = 0;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) return 70;
  std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  FILE *file = std::fopen(argv[1], "w");
  if (file == nullptr) return 70;
  std::fprintf(file, "%.6f %ld\n", taken.count(), usage.ru_maxrss);
  std::fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
