#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Moves the calling thread to the `number`-th processor, from 0, of those that it may use and does not run on now, and
/// leaves it free to go on. Does nothing where there is no other.
void processors_move_thread(int number);

#ifdef __cplusplus
}
#endif
