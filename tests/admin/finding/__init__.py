"""Editors find what they work with."""
