"""Brings what was handed in to the backend, brings back what happened to it, and sends the mails."""
