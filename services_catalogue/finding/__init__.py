"""By which words editors find a service."""
