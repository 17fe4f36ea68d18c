#!/usr/bin/env bash
# Puts driftaudit on PATH: the one from the cache where it starts, else one that is built here.
# Reads GITHUB_ACTION_PATH, GITHUB_PATH, DRIFTAUDIT_PREFIX.
set -euo pipefail

tool="$DRIFTAUDIT_PREFIX/bin/driftaudit"
dependencies="$GITHUB_ACTION_PATH/scripts/install-dependencies"

starts() { [ -x "$tool" ] && "$tool" --version >/dev/null 2>&1; }

if ! command -v swift >/dev/null && ! starts; then
  echo "::error title=driftaudit::No driftaudit and no Swift on PATH. Run the job in an image with driftaudit, or in one with Swift 6.3 so that it can be built."
  exit 2
fi
# A cached program needs its libraries, and this machine may be new.
if [ -x "$tool" ] && ! starts; then "$dependencies"; fi
if ! starts; then
  command -v make >/dev/null || "$dependencies"
  make -C "$GITHUB_ACTION_PATH" install PREFIX="$DRIFTAUDIT_PREFIX" DESTDIR=
fi
"$tool" --version
echo "$DRIFTAUDIT_PREFIX/bin" >>"$GITHUB_PATH"
