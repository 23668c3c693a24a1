"""A mail server that hangs up."""

from smtplib import SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Hangs up whatever is sent."""

    def send_messages(self, email_messages):
        """Quote an address, as servers do."""
        raise SMTPServerDisconnected(f"bye {email_messages[0].to}")
