"""Vectors to neighbours: kNN graph, paths, ego-networks."""
