"""One module a method, behind one protocol, found through one registry."""
