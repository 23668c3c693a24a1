"""Lists of services as files."""
