"""Logging in to the admin: second step, another provider, sessions."""
