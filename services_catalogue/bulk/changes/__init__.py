"""One change to many services."""
