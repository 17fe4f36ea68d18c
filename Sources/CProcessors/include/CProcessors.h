#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// The processor that the calling thread runs on; -1 where that cannot be told.
int processors_current(void);

/// Moves the calling thread to a processor, the `number`-th behind `first` of those that it may use, and leaves it free
/// to go on.
void processors_move_thread(int first, int number);

#ifdef __cplusplus
}
#endif
