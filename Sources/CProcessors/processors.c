#define _GNU_SOURCE
#include "CProcessors.h"

#ifdef __linux__
#include <sched.h>

int processors_current(void) { return sched_getcpu(); }

void processors_move_thread(int first, int number) {
  cpu_set_t allowed, chosen;
  if (first < 0 || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  const int count = CPU_COUNT(&allowed);
  if (count < 2) return;
  number %= count;
  int processor = first;
  while (number > 0) {
    processor = (processor + 1) % CPU_SETSIZE;
    if (CPU_ISSET(processor, &allowed)) number--;
  }
  if (processor == sched_getcpu()) return;
  CPU_ZERO(&chosen);
  CPU_SET(processor, &chosen);
  if (sched_setaffinity(0, sizeof chosen, &chosen) == 0) sched_setaffinity(0, sizeof allowed, &allowed);
}

#else

// Other systems let no program choose; their schedulers look for an idle processor themselves.

int processors_current(void) { return -1; }

void processors_move_thread(int first, int number) {
  (void)first;
  (void)number;
}

#endif
