"""What is encoded of a document."""

from __future__ import annotations

from dataclasses import dataclass

from search.documents import Document


@dataclass(frozen=True, slots=True)
class Passages:
    """What is encoded of a document: its names, each for itself."""

    id: str
    version: int
    texts: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> Passages:
        """The names of ``document``, each once."""
        names = (document.title, document.official_name, document.short_name)
        texts = dict.fromkeys(name for name in (*names, *document.popular_names) if name)
        return cls(document.id, document.version, tuple(texts))
