#pragma once
#ifdef __cplusplus
extern "C" {
#endif
/// Name of the instruction set that simdjson chose on this machine.
const char *csj_implementation(void);
#ifdef __cplusplus
}
#endif
