"""The custom user, from the first migration on."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor, moderator or administrator. Citizens have no account here."""

    def get_full_name(self) -> str:
        """The name as Vietnamese people write it: family and middle names, then the given name."""
        return f"{self.last_name} {self.first_name}".strip()
