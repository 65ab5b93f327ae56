"""The store of arrays and JSON by key; knows no method."""
