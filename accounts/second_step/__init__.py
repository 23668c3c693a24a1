"""The second step of logging in: a code from an authenticator (TOTP, RFC 6238), or a recovery code."""
