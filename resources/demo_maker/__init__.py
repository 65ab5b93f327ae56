"""Renderer and scene vocabulary behind the demo collection (see ``resources/make_demo.py``)."""
