"""Files that people hand in: judged, made small, scanned, sealed."""
