"""What the map and the graph are drawn with."""
