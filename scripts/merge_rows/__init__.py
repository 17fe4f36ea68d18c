"""Rows that a generated merge leaves in main, on engines that run, held against what docs/merge.md says they are."""
