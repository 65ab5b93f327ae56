"""What an indexing of a collection did."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from explorer.collection.records import ScanReport


@dataclass
class IndexReport:
    """What was done.

    Attributes:
        scan: outcome of each file.
        features: key of the features.
        images: how many have a vector now.
        read: files that were read.
        encoded: contents that went through the encoder.
        broken: path and reason of each file that could not be decoded.
        unusable: name of each further encoder whose vectors could not be brought up to date, and of a map that could
            not be made, with the reason.
        reduced: one sentence where the collection is searched by shorter vectors than the encoder gives; else empty.
        made: stages that had something to do.
        seconds: of each stage.
        captions: how many there are; an image may have several.
        captions_from: captions, or names where the names of the files stand in for these.
        graph_updated: whether an earlier graph was brought up to date, instead of building one.
        graph_recall: share of the exact neighbours that the graph holds, where one was made.
        graph_sample: how many images that was measured on; 0 where the graph is exact.
        graph_device: where a graph was built, cpu or cuda.
        graph_wanted: where it was to be built; cuda wherever there is a CUDA device and none was named.
    """

    scan: ScanReport
    features: str = ""
    images: int = 0
    read: int = 0
    encoded: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    unusable: list[tuple[str, str]] = field(default_factory=list)
    reduced: str = ""
    made: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    captions: int = 0
    captions_from: str = ""
    graph_updated: bool = False
    graph_recall: float = 1.0
    graph_sample: int = 0
    graph_device: str = "cpu"
    graph_wanted: str = "cpu"

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Path and reason of every file that is missing or broken, and of every encoder or map that cannot be used."""
        return [(outcome.path, outcome.reason) for outcome in self.scan.problems] + self.broken + self.unusable

    @property
    def images_per_second(self) -> float:
        """Files read each second, over all stages."""
        total = sum(self.seconds.values())
        return self.read / total if total else 0.0

    def after(self, first: "IndexReport") -> "IndexReport":
        """One report of this run and of one before it, whose scan it relied on."""
        return replace(
            self,
            scan=first.scan,
            read=first.read + self.read,
            encoded=first.encoded + self.encoded,
            broken=first.broken + self.broken,
            unusable=first.unusable + self.unusable,
            made=first.made + self.made,
            seconds={k: first.seconds.get(k, 0.0) + self.seconds.get(k, 0.0) for k in first.seconds | self.seconds},
        )

    def summary(self) -> str:
        """One sentence."""
        ready = "1 image is" if self.images == 1 else f"{self.images:,} images are"
        found = self.scan.summary() + (f", {len(self.problems):,} with a problem" if self.problems else "")
        if not self.made:
            return f"{ready} ready ({found}); there was nothing to do."
        rate = f", {self.images_per_second:.0f} a second" if self.read else ""
        done = f"{ready} ready ({found}); {sum(self.seconds.values()):.1f} s{rate}."
        if self.captions_from == "captions":
            done += " 1 caption is read." if self.captions == 1 else f" {self.captions:,} captions are read."
        if self.captions_from == "names":
            done += " There are no captions; the words of the file names stand in for them."
        if self.graph_device != "cpu":
            done += f" The graph was built on {self.graph_device}."
        elif self.graph_wanted != "cpu":
            done += " The graph was built on the processor: the memory of the GPU was too small for it."
        if self.reduced:
            done += f" {self.reduced}"
        if self.graph_sample:
            done += f" The graph holds {self.graph_recall:.2%} of the exact neighbours of {self.graph_sample:,} images."
        return done

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        return {
            **asdict(self),
            "scan": self.scan.to_json(),
            "problems": [{"path": path, "reason": reason} for path, reason in self.problems],
            "images_per_second": self.images_per_second,
            "summary": self.summary(),
        }
