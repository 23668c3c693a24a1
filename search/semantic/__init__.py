"""A second opinion by meaning, asked where words doubt their own answer.

Needs the extra ``semantic`` and SEARCH_SEMANTIC; docs/decisions/semantic-signal.md has the figures.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from search.engines.base import SearchEngine

__all__ = ["with_meaning"]

log = structlog.get_logger(__name__)


def with_meaning(engine: SearchEngine, directory: Path) -> SearchEngine:
    """``engine`` with a second opinion, its vectors beside the embedded index in ``directory``.

    The engine as it is when the package is missing: the log says so.
    """
    try:
        from search.semantic.encoder import Encoder
        from search.semantic.vectors import Vectors

        encoder = Encoder()
    except ImportError as problem:
        log.warning("semantic_package_missing", reason=str(problem))
        return engine
    from search.engines.embedded import EmbeddedEngine
    from search.semantic.engine import SemanticEngine

    return SemanticEngine(
        engine, EmbeddedEngine(directory), Vectors(directory / "meaning", encoder)
    )
