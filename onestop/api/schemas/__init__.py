"""The JSON of the Dossier API. Times are ISO 8601 with an offset; money is in whole đồng."""
