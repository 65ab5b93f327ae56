"""Short codes instead of vectors: learned and random hashing, and quantisers of equal size."""
