import hashlib

import numpy as np
import pytest
from PIL import Image

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.embedding import lite0
from explorer.embedding.base import Encoded
from explorer.embedding.openvino_runtime import OpenVinoNetwork, lite0_model
from explorer.errors import InputError
from explorer.protocol.specs import EncoderSpec
from explorer.workspace.store import Workspace


def smooth(seed, size=224):
    """Something like a photo: [size, size, 3] uint8 with edges and areas."""
    rng = np.random.default_rng(seed)
    coarse = Image.fromarray(rng.integers(0, 256, (9, 9, 3), np.uint8))
    return np.asarray(coarse.resize((size, size), Image.Resampling.BICUBIC))


@pytest.fixture(scope="session")
def weights():
    return lite0.load_weights()


@pytest.fixture(scope="session")
def lite0_openvino(weights):
    return OpenVinoNetwork(lite0_model(weights))


class FakeEncoder:
    """Eight numbers from the pixels, quickly; remembers how many images it encoded."""

    spec = EncoderSpec("fake", "Fake", "For tests.", dim=8, input_size=16, hash="0", outputs=("features", "tags"))

    def __init__(self, stop_after=None):
        self.encoded = 0
        self.stop_after = stop_after

    def prepare(self, image):
        return np.asarray(image.resize((16, 16)))

    def encode(self, batch):
        if self.stop_after is not None and self.encoded >= self.stop_after:
            raise InputError("The fake encoder was told to stop.")
        self.encoded += len(batch)
        rows = [np.frombuffer(hashlib.blake2b(x.tobytes(), digest_size=16).digest(), np.uint8) for x in batch]
        values = np.array(rows, np.float32).reshape(-1, 16) / 256
        tags = np.tile(np.arange(20, dtype=np.int16), (len(batch), 1))
        return Encoded(values[:, :8].copy(), tags, (tags / 20).astype(np.float16))


class Collection:
    """A folder of small pictures with its workspace."""

    def __init__(self, root, images=70):
        self.root = root / "photos"
        self.root.mkdir()
        for number in range(images):
            self.add(f"{number:03d}.png", number)
        self.workspace = Workspace.create(root / "photos.rexws")
        self.catalogue = Catalogue(self.workspace.catalogue_path, write=True)
        self.scan()

    def add(self, name, seed):
        Image.fromarray(smooth(seed, 24)).save(self.root / name)

    def scan(self):
        return self.catalogue.update(open_source(self.root))

    def close(self):
        self.catalogue.close()
        self.workspace.close()


@pytest.fixture
def collection(tmp_path):
    made = Collection(tmp_path)
    yield made
    made.close()
