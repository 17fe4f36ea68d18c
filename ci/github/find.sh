#!/usr/bin/env bash
# Says whether driftaudit is on PATH and, where it is not, where to install it and the key under which it is cached.
# Reads GITHUB_ACTION_PATH, RUNNER_TEMP, GITHUB_OUTPUT.
set -euo pipefail

if command -v driftaudit >/dev/null; then
  driftaudit --version
  echo "found=true" >>"$GITHUB_OUTPUT"
  exit 0
fi

# The program links the system's libraries: a build of one release of a distribution is nothing for another.
system() {
  uname -sm
  if [ -r /etc/os-release ]; then cat /etc/os-release; fi
}

sources() {
  cd "$GITHUB_ACTION_PATH"
  find Package.swift Makefile Sources scripts -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
}

key=$({ system && sources; } | sha256sum | cut -c 1-32)
{
  echo "found=false"
  echo "prefix=$RUNNER_TEMP/driftaudit"
  echo "key=$key"
} >>"$GITHUB_OUTPUT"
