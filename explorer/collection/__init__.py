"""What is on disk: files, decoding, thumbnails, catalogue, manifests."""
