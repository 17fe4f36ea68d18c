"""What scripts/truth-check.py is made of."""
