"""Logging in at another provider: OpenID Connect by the code flow with PKCE (mozilla-django-oidc)."""
