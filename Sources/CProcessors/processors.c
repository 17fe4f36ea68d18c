#define _GNU_SOURCE
#include "CProcessors.h"

#include <sched.h>

void processors_move_thread(int number) {
  cpu_set_t allowed, chosen;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  const int here = sched_getcpu();
  int others = CPU_COUNT(&allowed) - (here >= 0 && CPU_ISSET(here, &allowed) ? 1 : 0);
  if (others < 1) return;
  number %= others;
  for (int processor = 0; processor < CPU_SETSIZE; processor++) {
    if (processor == here || !CPU_ISSET(processor, &allowed) || number-- > 0) continue;
    CPU_ZERO(&chosen);
    CPU_SET(processor, &chosen);
    if (sched_setaffinity(0, sizeof chosen, &chosen) == 0) sched_setaffinity(0, sizeof allowed, &allowed);
    return;
  }
}
