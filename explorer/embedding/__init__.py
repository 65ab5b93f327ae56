"""Pixels and words to vectors: encoders behind one registry, and the job that embeds a collection.

`registry.get(name)` gives an encoder, `index.embed(...)` runs it over a collection, `features.load_features(...)` gives
its vectors back. No runtime (OpenVINO, torch, ONNX Runtime, transformers) is imported before it is needed.
"""
