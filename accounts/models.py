"""The custom user, from the first migration on."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor, moderator or administrator. Citizens have no account here."""
