"""The vocabulary that all parts share: standard library and numpy only."""
