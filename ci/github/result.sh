#!/usr/bin/env bash
# Ends the job as the audit ended. Reads DRIFTAUDIT_EXIT_CODE.
set -euo pipefail

case $DRIFTAUDIT_EXIT_CODE in
  0) echo "No new drift." ;;
  1) echo "New or expired drift at or above the fail level." ;;
  2) echo "Not audited, or not in full: the reports say what could not be read." ;;
  64) echo "Wrong use: see the audit's step." ;;
  *) echo "driftaudit ended with $DRIFTAUDIT_EXIT_CODE, which is none of its exit codes." ;;
esac
exit "$DRIFTAUDIT_EXIT_CODE"
