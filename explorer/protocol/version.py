"""The version of the program; it is recorded with results and shown, but never part of a key."""

VERSION = "0.1.0"
