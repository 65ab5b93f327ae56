"""Spaces that images and words share, learned from the pairs of a collection alone."""
