// Runs a command and prints its time in seconds, its peak memory in kilobytes and the processor's time in seconds, into the file that is named first.
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
  auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  std::fprintf(file, "%.6f %ld %.6f\n", taken.count(), usage.ru_maxrss, seconds(usage.ru_utime) + seconds(usage.ru_stime));
  std::fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
