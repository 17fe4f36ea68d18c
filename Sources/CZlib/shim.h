#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro, which Swift does not see. 15 + 32: the largest window, gzip or zlib header.
static inline int driftaudit_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
