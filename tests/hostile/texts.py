"""Manifests, captions beside images, sessions and ground truth."""

import json

from .case import Case, as_json, cases

DEEP = b"[" * 50_000
"""Nested deeper than any reader follows."""


def all_texts() -> list[Case]:
    """Every file of text."""
    return [*_manifests(), *_sidecars(), *_sessions(), *_ground_truths()]


def _manifests() -> list[Case]:
    leads_out = "leads out of the folder"
    table = {
        "empty": (b"", "no column 'path'"),
        "blanks": (b"\n\n \n", "no column 'path'"),
        "semicolons": (b"path;label\na.jpg;x\n", "no column 'path'"),
        "two paths": (b"path,PATH\na,b\n", "stands twice"),
        "column without a name": (b"path,,x\na.jpg,1,2\n", "unusable"),
        "column of two lines": (b'path,"a\nb"\na.jpg,1\n', "unusable"),
        "quoted column": (b'path,"a""b"\na.jpg,1\n', "unusable"),
        "too few fields": (b"path,label\na.jpg\n", "line 2: 1 fields instead of 2"),
        "too many fields": (b"path\na.jpg,b,c\n", "line 2: 3 fields instead of 1"),
        "open quotation": (b'path\n"a.jpg\n', "quotation marks"),
        "quotation within": (b'path\n"a"b.jpg\n', "quotation marks"),
        "zero byte": (b"path\na\0b.jpg\n", "no file name|quotation marks|not UTF-8"),
        "Latin-1": ("path\nä.jpg\n".encode("latin-1"), "not UTF-8"),
        "UTF-16": ("path\na.jpg\n".encode("utf-16"), "not UTF-8"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
        "above": (b"path\n../a.jpg\n", leads_out),
        "above within": (b"path\nb/../../a.jpg\n", leads_out),
        "above by backslash": (b"path\nb\\..\\..\\a.jpg\n", leads_out),
        "root": (b"path\n/etc/passwd\n", leads_out),
        "drive": (b"path\nC:a.jpg\n", leads_out),
        "server": (b"path\n\\\\server\\a.jpg\n", leads_out),
        "nothing": (b"path,label\n,x\n", "no file name"),
        "the folder itself": (b"path\n./.\n", "no file name"),
        "twice": (b"path\na.jpg\n./a.jpg\n", "was named in line 2 already"),
        "box of three": (b"path,box\na.jpg,1 2 3\n", "four numbers"),
        "box inside out": (b"path,box\na.jpg,5 0 1 9\n", "four numbers"),
        "box below nothing": (b"path,box\na.jpg,-5 0 1 9\n", "four numbers"),
        "box without end": (b"path,box\na.jpg,0 0 inf 9\n", "four numbers"),
        "box of no numbers": (b"path,box\na.jpg,nan nan nan nan\n", "four numbers"),
        "box of words": (b"path,box\na.jpg,=1+1 2 3 4\n", "four numbers"),
        "field beyond all bounds": (b"path,caption\na.jpg," + b"x" * (2**24 + 1) + b"\n", "larger than field limit"),
        "long caption": (b"path,caption\na.jpg," + b"x" * 2**20 + b"\n", ""),
        "a thousand columns": (b"path" + b"".join(b",c%d" % n for n in range(1000)) + b"\n", ""),
        "byte order mark": (b"\xef\xbb\xbfpath\r\na.jpg\r\n", ""),
        "old line ends": (b"path,label\ra.jpg,x\r", "|quotation marks"),
        "formulas": (b"path,label\na.jpg,\"=cmd|' /C calc'!A0\"\n", ""),
        "tags of pages": (b"path,caption\na.jpg,<script>alert(1)</script>\n", ""),
        "right to left": ("path,label\na.jpg,\u202egpj.exe\n".encode(), ""),
        "nothing but labels": (b"path,label\na.jpg,;;;; ;\n", ""),
        "dots": (b"path\n.../a.jpg\n", ""),
    }
    return cases("manifest", ".csv", table)


def _sidecars() -> list[Case]:
    """Captions are a gift: what is not one is none, and no reason to stop."""
    table = {
        "plain.txt": (b"A hen.\n\n  On a fence. \n", "^A hen.\nOn a fence.$"),
        "byte order mark.txt": (b"\xef\xbb\xbfA hen.", "^A hen.$"),
        "empty.txt": (b"", "^$"),
        "Latin-1.txt": ("Hühner".encode("latin-1"), "^$"),
        "long.txt": (b"hen " * 2**20, "^$"),
        "caption.json": (b'{"caption": "A hen."}', "^A hen.$"),
        "list.json": (b'["A hen.", 3, null, "A fence."]', "^A hen.\nA fence.$"),
        "number.json": (b"3", "^$"),
        "nested.json": (b'{"caption": {"text": "A hen."}}', "^$"),
        "cut.json": (b'{"caption": "A h', "^$"),
        "deep.json": (DEEP, "^$"),
        "digits.json": (b'{"caption": ' + b"9" * 10_000 + b"}", "^$"),
        "lone half.json": (b'{"caption": "\\ud800"}', "^.$"),
        "tags.txt": (b"<img src=x onerror=alert(1)>", "^<img"),
    }
    return cases("sidecar", "", table)


def _sessions() -> list[Case]:
    def session(**changes: object) -> bytes:
        query = [{"kind": "member", "value": 1, "region": None, "weight": 1.0, "sign": 1}]
        whole = {"format": "retrieval-explorer session", "version": 1, "collection": "photos", "workspace": "it.rexws"}
        return as_json({**whole, "queries": [query], "current": 0, **changes})

    def term(**changes: object) -> bytes:
        return session(queries=[[{"kind": "member", "value": 1, "region": None, "weight": 1.0, "sign": 1, **changes}]])

    table = {
        "sound": (session(), ""),
        "empty": (b"", "no session"),
        "no JSON": (b"format: session", "no session"),
        "list": (b"[1, 2]", "no session"),
        "deep": (DEEP, "no session"),
        "cut": (session()[:-9], "no session"),
        "other program": (session(format="workspace"), "no session"),
        "version of words": (session(version="1"), "no session"),
        "newer": (session(version=99), "newer version"),
        "version 0": (session(version=0), "never was a version 0"),
        "version below": (session(version=-(10**9)), "never was a version"),
        "no collection": (session(collection="", workspace=""), "names no collection"),
        "collection of numbers": (session(collection=[1]), "collection is no str"),
        "queries of words": (session(queries="all"), "queries is no list"),
        "map of words": (session(map="m"), "map is no dict"),
        "unknown fields": (session(evil={"a": 1}), ""),
        "term without a kind": (session(queries=[[{"value": 1}]]), "cannot be read"),
        "term of more": (term(evil=1), "cannot be read"),
        "no weight": (term(weight=0), "must be above 0"),
        "region outside": (term(region=[0, 0, 2, 2]), "must lie inside"),
        "region of three": (term(region=[0, 0, 1]), "cannot be read"),
        "empty query": (session(queries=[[]]), "query is empty"),
        "condition of nobody": (
            session(filter={"conditions": [{"kind": "evil"}]}),
            "filter of the session cannot be read",
        ),
        "selection of words": (
            session(filter={"selection": {"title": "x", "ids": "all"}}),
            "filter of the search cannot be read",
        ),
        "order of nobody": (session(sorting={"evil": 1}), ""),
    }
    return cases("session", ".rexsession", table)


def _ground_truths() -> list[Case]:
    entry = {"easy": [0], "hard": [1], "junk": [], "bbx": [0.0, 1.0, 5.0, 6.0]}
    whole = {"images": ["a", "b"], "queries": ["q"], "gnd": [entry]}

    def truth(**changes: object) -> bytes:
        return as_json({**whole, **changes})

    def of(**changes: object) -> bytes:
        return truth(gnd=[{**entry, **changes}])

    none = "no ground truth in the revisited form"
    table = {
        "sound": (truth(), ""),
        "empty": (b"", none),
        "deep": (DEEP, none),
        "list": (b"[]", none),
        "no images": (json.dumps({"queries": [], "gnd": []}).encode(), none),
        "UTF-16": (truth().decode().encode("utf-16"), none),
        "more queries": (truth(queries=["q", "r"]), "2 queries but 1 entries"),
        "beyond the images": (of(easy=[2]), "beyond the 2"),
        "below the images": (of(junk=[-1]), "beyond the 2"),
        "place of 70 bits": (of(hard=[2**70]), none),
        "places of words": (of(hard=["x"]), none),
        "a place and a half": (of(hard=[0.5]), f"|{none}"),
        "no junk": (truth(gnd=[{"easy": [], "hard": []}]), none),
        "box of three": (of(bbx=[1, 2, 3]), none),
        "box of words": (of(bbx=["a", "b", "c", "d"]), none),
        "entry of words": (truth(gnd=["x"]), none),
    }
    return cases("ground truth", ".json", table)
