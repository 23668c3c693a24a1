"""Versions of services that visitors can see: kept, compared, announced before their day."""
