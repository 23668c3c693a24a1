"""The embedded engine: Tantivy in process, a folder on disk."""


class EmbeddedEngine:
    """Placeholder until the engine lands."""

    def __init__(self, directory): ...
    def put(self, d):
        """Placeholder."""

    def delete(self, d):
        """Placeholder."""
