"""The embedded engine: Tantivy in process, a folder on disk. One writer, many readers."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
