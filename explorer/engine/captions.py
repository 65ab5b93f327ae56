"""The stage of indexing that reads captions, wherever they come from; also by itself, after the person changed some."""

import logging
from collections.abc import Callable

from explorer.collection.caption_lines import CaptionLines, caption_lines
from explorer.collection.catalogue import Catalogue
from explorer.collection.user_store import UserStore
from explorer.engine.stored import MODELS, Stored, feature_sets
from explorer.errors import InputError, WorkspaceError
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.workspace.store import Workspace

log = logging.getLogger(__name__)


def find_captions(workspace: Workspace, catalogue: Catalogue) -> CaptionLines:
    """The captions of a collection as they are now.

    Raises:
        InputError: the column that shall hold them is not there; the next time they are looked for where they are by
            default.
    """
    with UserStore(workspace.user_path) as store:
        written = store.of_name("caption")
    try:
        return caption_lines(catalogue, catalogue.ids(), workspace.config.get("caption_column"), written)
    except InputError:
        workspace.configure(caption_column=None)
        raise


def renew_captions(
    workspace: Workspace,
    found: CaptionLines,
    *,
    anew: bool = False,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> bool:
    """Give captions their vectors, and let what was learned from others follow; tells whether there was anything to do.

    Args:
        workspace: open for writing.
        found: the captions.
        anew: forget all that was learned from others.
        progress: counts captions.
        cancelled: asked often.
    """
    from explorer.embedding.captions import embed_captions

    made = embed_captions(workspace, found, anew=anew, progress=progress, cancelled=cancelled)
    if made:
        for features in feature_sets(workspace):
            _follow(workspace, Stored(workspace, features.key))
    return made


def read_captions(
    workspace: Workspace,
    *,
    anew: bool = False,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
    stage: Callable[[str], None],
) -> int:
    """Bring the captions of an indexed collection up to date, and nothing else.

    Args:
        workspace: indexed, open for writing.
        anew: forget all that was learned from others.
        progress: counts captions.
        cancelled: asked often.
        stage: told when it begins.

    Returns:
        How many there are.

    Raises:
        InputError: their column is gone, or their encoder cannot be used.
        Cancelled: the person asked to stop; they are as before.
    """
    stage("captions")
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        found = find_captions(workspace, catalogue)
    renew_captions(workspace, found, anew=anew, progress=progress, cancelled=cancelled)
    return len(found.lines)


def _follow(workspace: Workspace, stored: Stored) -> None:
    """Let methods that were fitted on other captions take these, or remove them where they cannot."""
    from explorer.embedding.features import load_features
    from explorer.methods.gallery import Gallery
    from explorer.methods.pipeline import Pipeline

    gallery: Gallery | None = None
    for name in workspace.names(MODELS):
        wanted = Pipeline(workspace.meta(MODELS, name)["pipeline"])
        if not wanted.knows_words or wanted.model_key(stored.key) != name:
            continue
        if not stored.fresh(MODELS, name):
            workspace.remove(MODELS, name)
            continue
        if gallery is None:
            gallery = Gallery(load_features(workspace, stored.key), graph=stored.graph())
        try:
            stored.save_model(wanted.load(workspace.folder(MODELS, name), gallery))
        except (InputError, WorkspaceError) as reason:
            log.info("%s is forgotten: %s", wanted.name, reason)
            workspace.remove(MODELS, name)
