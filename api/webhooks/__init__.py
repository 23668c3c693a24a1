"""Tell subscribers of changes in the catalogue (Standard Webhooks, standardwebhooks.com)."""
