"""The stage of indexing that reads captions, wherever they come from; also by itself, after the person changed some."""

from collections.abc import Callable

from explorer.collection.caption_lines import CaptionLines, caption_lines
from explorer.collection.catalogue import Catalogue
from explorer.collection.user_store import UserStore
from explorer.engine.stored import MODELS
from explorer.errors import InputError
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.workspace.store import Workspace


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
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> bool:
    """Give captions their vectors, and forget what was learned from others; tells whether there was anything to do."""
    from explorer.embedding.captions import embed_captions

    made = embed_captions(workspace, found, progress=progress, cancelled=cancelled)
    if made:
        _forget_learned_words(workspace)
    return made


def read_captions(
    workspace: Workspace,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
    stage: Callable[[str], None],
) -> int:
    """Bring the captions of an indexed collection up to date, and nothing else.

    Args:
        workspace: indexed, open for writing.
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
    renew_captions(workspace, found, progress=progress, cancelled=cancelled)
    return len(found.lines)


def _forget_learned_words(workspace: Workspace) -> None:
    """Remove the methods that were fitted on other captions."""
    from explorer.methods.registry import spec
    from explorer.protocol.naming import parse_pipeline

    for name in workspace.names(MODELS):
        stages = parse_pipeline(workspace.meta(MODELS, name)["pipeline"]).stages
        if any(spec(stage.name).modality == "image-text" for stage in stages):
            workspace.remove(MODELS, name)
