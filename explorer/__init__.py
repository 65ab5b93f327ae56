"""Retrieval Explorer: see side by side how retrieval methods rank an image collection, and why."""

__version__ = "0.1.0"
