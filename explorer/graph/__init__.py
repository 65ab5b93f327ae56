"""Vectors to neighbours: kNN graph, paths, ego-networks. Everything here speaks of rows; ids belong to the callers."""
