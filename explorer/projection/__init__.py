"""Maps of the collection and layouts of graphs."""
