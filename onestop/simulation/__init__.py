"""A believable past: dossiers with valid event chains and figures, made in bulk."""
