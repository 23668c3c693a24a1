"""The Dossier API, /v1/: how portals hand dossiers in and follow them."""
