"""Sudden deaths at random moments of indexing, training, tagging and exporting, and what is left after each.

    python -m tests.e2e.kills DEATHS [FAILING] [FULL] [HUNGRY] [SEED]

One process does everything once undisturbed, then forks a child for each death; the timer that ends the child gives it
no chance to close anything, like `kill -9`. Another child does the work again on what the first one left, and the
outcome must be the same to the last byte. Then single writes fail, for the disk is full or the folder closed: the
program must say so in one sentence, and go on from there when it can write again. FAILING is their number, 0 for every
write that there is. Then no file may grow beyond a size, so that the disk is full in the middle of a write, of SQLite
and of compiled code too; FULL is how often. At last memory runs out, HUNGRY times.
"""

import contextlib
import hashlib
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import numpy as np

from explorer.errors import ExplorerError, InputError, is_out_of_memory
from tests.e2e.disturbances import Death, Fault, FullDisk, Hunger

ROOT = Path(__file__).parents[2]
IMAGES, SHARD, TAGS = 36, 8, 40
WRITTEN = (
    *(("note", "", "a text"), ("caption", "", ["a red apple", "fruit"]), ("label", "label", ["kind 1"])),
    *(("mark", "query", -1), ("pair", "2", "same"), ("edit", "query", {"nodes": [3]})),
    *(("query", "mine", {"terms": []}), ("filter", "mine", {"words": "red"})),
)
"""What else a person writes: kind, name, value."""
MODEL = "grad-net[epochs=4]"
EXPORTS = {
    "ranking.csv": ("--what", "ranking", "--id", "3", "--methods", "cosine", "-k", "9"),
    "features.npz": ("--what", "features"),
    "graph.graphml": ("--what", "graph"),
}


def prepare():
    """Make the parts small and the encoder quick, for this process and its children."""
    from explorer.embedding import index, reading, registry
    from explorer.methods import training
    from tests.embedding.conftest import FakeEncoder

    encoder = FakeEncoder()
    registry.get = lambda *_, **__: encoder
    reading.BATCH, reading.AHEAD, index.MAX_ROWS = 4, 8, SHARD
    training._CHECKPOINT_SECONDS = 0.0
    return encoder


def write_photos(folder):
    from PIL import Image

    from tests.embedding.conftest import smooth

    for number in range(IMAGES):
        place = folder / f"kind {number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(smooth(number, 24)).save(place / f"{number:03d}.png")


class Work:
    """The stages, each on a folder that may hold what an earlier death left of it.

    Attributes:
        photos: what is indexed.
    """

    def __init__(self, photos):
        self.photos = photos
        self.encoder = prepare()

    def index(self, folder, tell):
        """Scan, embed, map, graph, first model."""
        from explorer.collection.source import open_source
        from explorer.engine.indexing import index
        from explorer.workspace.store import Workspace

        del tell
        path = folder / "it.rexws"
        source = open_source(self.photos)
        known = (path / "workspace.json").exists()
        with Workspace.open(path, write=True) if known else Workspace.create(path, source=source) as workspace:
            index(source, workspace, umap=False)

    def train(self, folder, tell):
        """Train a network, with its state written after each step."""
        from explorer.engine.session import Session
        from explorer.workspace.store import Workspace

        del tell
        with Workspace.open(folder / "it.rexws", write=True) as workspace, Session(workspace) as session:
            session.keep(session.pipeline(MODEL, resume=True))

    def tag(self, folder, tell):
        """Tag one image after the other, each with one more thing that a person writes, from where it was left."""
        from explorer.collection.user_store import Change, UserStore

        with UserStore(folder / "it.rexws" / "user.sqlite", write=True) as store:
            done = sum(1 for _ in store.entries("tag"))
            for number in range(done, TAGS):
                kind, name, value = WRITTEN[number % len(WRITTEN)]
                image = 0 if kind in {"query", "filter"} else 1 + number % IMAGES
                tag = Change("tag", 1 + number % IMAGES, f"name {number:02d}", True)
                store.change(f"Tag {number}", [tag, Change(kind, image, f"{name}{number}" if name else "", value)])
                tell(number + 1)

    def export(self, folder, tell):
        """Write files over those of an earlier export."""
        from explorer.cli.main import run_command
        from explorer.cli.terminal import BAD_INPUT

        del tell
        for name, options in EXPORTS.items():
            target = folder / name
            with Path(os.devnull).open("w") as nothing, contextlib.redirect_stderr(nothing):
                status = run_command(
                    ["export", str(folder / "it.rexws"), "--to", str(target), *options], open_window=lambda *_: 1
                )
            if status == BAD_INPUT:
                raise InputError(f"{name} could not be written.")
            assert status == 0, name


REFUSED = 3
"""Exit status of a child that could not write and said so."""

STAGES = ("index", "train", "tag", "export")


def in_child(work, stage, folder, disturbance=None):
    """Do a stage in a forked child; what it told, and whether it came to its end."""
    may_refuse = disturbance is not None and disturbance.may_refuse
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        status = 1
        try:
            if disturbance is not None:
                disturbance.begin()
            getattr(work, stage)(folder, lambda number: os.write(writer, bytes([number])))
            if stage == "index":
                os.write(writer, bytes([work.encoder.encoded]))
            if isinstance(disturbance, Fault):
                os.write(writer, bytes(divmod(disturbance.count, 256)))
            status = 0
        except ExplorerError:
            status = REFUSED if may_refuse else 1
        except BaseException as error:  # noqa: BLE001 - the child must never go on as its parent
            if may_refuse and is_out_of_memory(error):
                status = REFUSED
            else:
                traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        numbers = list(told.read())
    _, status = os.waitpid(child, 0)
    signals = disturbance.signals if disturbance is not None else set()
    assert status in {0, *signals, 256 * REFUSED if may_refuse else 0}, f"{stage} ended with status {status}"
    return numbers, status == 0


def fingerprint(folder):
    """All that must be the same: hashes of arrays, networks and exports, rows of the databases less times."""
    workspace = folder / "it.rexws"
    found = {}
    for path in sorted((workspace / "artefacts").rglob("*")):
        if path.suffix in {".npy", ".safetensors"}:
            kind, name = path.relative_to(workspace / "artefacts").parts[:2]
            found[f"{kind}/{name}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    for database, tables in {"catalogue.sqlite": ("images",), "user.sqlite": ("entries", "changes")}.items():
        if (workspace / database).exists():
            with contextlib.closing(sqlite3.connect(workspace / database)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                for table in tables:
                    found[table] = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    for name in EXPORTS:
        if (folder / name).exists():
            found[name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return found


def check_remains(work, stage, folder, told, before, after):
    """What a death may have left, before anybody goes on."""
    from explorer.collection.user_store import UserStore
    from explorer.embedding.features import shard_log
    from explorer.workspace.store import Workspace

    workspace = folder / "it.rexws"
    if stage == "export":
        for name in EXPORTS:
            content = (folder / name).read_bytes() if (folder / name).exists() else b"from before"
            whole = hashlib.sha256(content).hexdigest() in {before.get(name), after[name]}
            assert content == b"from before" or whole, f"{name} is neither old nor new"
    if stage == "tag":
        with UserStore(workspace / "user.sqlite") as store:
            kept = sum(1 for _ in store.entries("tag"))
        assert len(told) <= kept <= len(told) + 1, f"{len(told)} tags were told, {kept} are there"
    if stage != "index" or not (workspace / "workspace.json").exists():
        return 0
    with Workspace.open(workspace) as opened:
        assert not opened.verify(), "an artefact is damaged"
    key = next((path.name for path in (workspace / "features").glob("*")), None)
    if key is None:
        return 0
    with Workspace.open(workspace) as opened:
        log = shard_log(opened, key)
        rows = sum(len(shard["content"]) for shard in log)
        assert not log.damaged
    return rows


class Trial:
    """The stages done once undisturbed, each with what was there before it, and the same again after a disturbance.

    Attributes:
        work: the stages.
        states: folders, before the first stage and after each.
        seconds: that each stage takes.
        prints: fingerprints of the states.
    """

    def __init__(self, base):
        write_photos(base / "photos")
        self.work, self.states, self.seconds = Work(base / "photos"), [base / "nothing"], {}
        self.states[0].mkdir()
        self._folder = base / "disturbed"
        for stage in STAGES:
            self.states.append(base / f"after {stage}")
            shutil.copytree(self.states[-2], self.states[-1])
            getattr(self.work, stage)(self.states[-1], lambda _: None)  # so all is imported before the first fork
            shutil.copytree(self.states[-2], self._folder)
            began = time.monotonic()
            in_child(self.work, stage, self._folder)
            self.seconds[stage] = time.monotonic() - began
            shutil.rmtree(self._folder)
        self.work.encoder.encoded = 0
        self.prints = [fingerprint(state) for state in self.states]

    @contextlib.contextmanager
    def disturbed(self, stage, title):
        """A copy of what was there before a stage; after the block, what became of it must be as if undisturbed."""
        place = STAGES.index(stage)
        shutil.copytree(self.states[place], self._folder)
        for name in EXPORTS if stage == "export" else ():
            (self._folder / name).write_text("from before")
        yield self._folder
        found, wanted = fingerprint(self._folder), self.prints[place + 1]
        other = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
        assert not other, f"{other} after {title} in {stage}"
        shutil.rmtree(self._folder)

    def die(self, number, seed):
        """Die so often; the number of deaths in each stage.

        Raises:
            AssertionError: something was lost or is not as it should be.
        """
        draw, deaths, work = random.Random(seed), Counter(), self.work
        for turn in range(10 * number):
            if sum(deaths.values()) == number:
                break
            stage = STAGES[turn % len(STAGES)]
            place = STAGES.index(stage)
            with self.disturbed(stage, f"death {turn} of seed {seed}") as folder:
                told, finished = in_child(work, stage, folder, Death(draw.uniform(0, self.seconds[stage])))
                if finished:
                    continue
                deaths[stage] += 1
                rows = check_remains(work, stage, folder, told, self.prints[place], self.prints[place + 1])
                told, finished = in_child(work, stage, folder)
                assert finished
                if stage == "index":
                    again = f"{told[-1]} images were encoded again beside {rows} that were kept"
                    assert told[-1] <= IMAGES - rows, again
        return deaths

    def fail(self, number, seed):
        """Let so many writes fail (0: every one), one at a time; the number of failures in each stage.

        Raises:
            AssertionError: the program did not say so in one sentence, or what it left could not be gone on from.
        """
        draw, failures = random.Random(seed), Counter()
        for stage in STAGES:
            every = range(self._writes(stage))
            for turn in every if not number else sorted(draw.sample(every, min(number // len(STAGES), len(every)))):
                with self.disturbed(stage, f"failed write {turn}") as folder:
                    _, finished = in_child(self.work, stage, folder, Fault(turn))
                    failures[stage] += not finished
                    assert in_child(self.work, stage, folder)[1]
        return failures

    def fill(self, number, seed):
        """Let the disk be full inside a write so often; otherwise as `_lack`."""
        return self._lack(FullDisk, 0, 18, number, seed)

    def starve(self, number, seed):
        """Let memory run out so often; otherwise as `_lack`."""
        return self._lack(Hunger, 12, 26, number, seed)

    def _lack(self, disturbance, least, most, number, seed):
        """Let there be too few bytes, from 2**least to 2**most; the number of failures in each stage.

        Raises:
            AssertionError: the program did not say so in one sentence, or what it left could not be gone on from.
        """
        draw, failures = random.Random(seed), Counter()
        for turn in range(number):
            stage = STAGES[turn % len(STAGES)]
            lack = disturbance(int(2 ** draw.uniform(least, most)))
            with self.disturbed(stage, str(lack)) as folder:
                _, finished = in_child(self.work, stage, folder, lack)
                failures[stage] += not finished
                assert in_child(self.work, stage, folder)[1]
        return failures

    def _writes(self, stage):
        """How often a stage writes a file, renames one or makes a folder."""
        shutil.copytree(self.states[STAGES.index(stage)], self._folder)
        told, finished = in_child(self.work, stage, self._folder, Fault(None))
        assert finished
        shutil.rmtree(self._folder)
        return told[-2] * 256 + told[-1]


def main(argv):
    number, failing, full, hungry = (int(word) for word in (argv + ["0", "8", "8"][len(argv) - 1 :])[:4])
    seed = int(argv[4]) if argv[4:] else random.SystemRandom().randrange(10**6)
    with tempfile.TemporaryDirectory() as name:
        os.environ.update(EXPLORER_HOME=f"{name}/home", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
        import torch

        torch.set_num_threads(1)
        trial = Trial(Path(name))
        for title, disturb, often in (
            ("deaths", trial.die, number),
            ("failed writes", trial.fail, failing),
            ("full disks", trial.fill, full),
            ("ends of memory", trial.starve, hungry),
        ):
            counts = disturb(often, seed)
            parts = ", ".join(f"{stage} {count}" for stage, count in sorted(counts.items()))
            print(f"{sum(counts.values())} {title}, seed {seed}: {parts}", flush=True)
    print("nothing was lost but what was being written")
    return 0


if __name__ == "__main__":
    assert np  # loaded before the first fork
    sys.exit(main(sys.argv[1:]))
