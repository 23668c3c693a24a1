"""The guide to blocks in the admin: each one as visitors see it, and when to use it."""
