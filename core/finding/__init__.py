"""Finding in the admin: lists, choosers and reports answer with and without marks.

Wagtail's own search of the database, with our folding on both sides: of what is indexed and of what
is typed. On SQLite and PostgreSQL alike; see docs/decisions/finding-in-the-admin.md.
"""
