"""Hamming distances beside the scores of methods that make codes."""

from dataclasses import replace

from explorer.engine.encoded_query import EncodedQuery
from explorer.engine.search_result import SearchResult
from explorer.graph.unit import Rows
from explorer.methods.hashing.base import Hashing
from explorer.methods.hashing.codes import hamming
from explorer.methods.pipeline import Pipeline


def with_distances(result: SearchResult, pipeline: Pipeline, query: EncodedQuery, rows: Rows) -> SearchResult:
    """A list that also tells how many bits differ from the code of what is searched for.

    Args:
        result: the list; it is returned as it is where the method makes no codes.
        pipeline: fitted.
        query: as methods are asked; its negative terms are penalties, to which codes have no distance. Where it has
            no other terms there are no distances.
        rows: of the images of the list.
    """
    ranker = pipeline.ranker
    if not isinstance(ranker, Hashing):
        return result
    if not query.positive:
        return replace(result, bits=ranker.bits)
    code = ranker.query_codes(pipeline.as_asked(query.placed(pipeline).wanted()))
    return replace(result, bits=ranker.bits, distances=hamming(code, ranker.codes[rows])[0])
