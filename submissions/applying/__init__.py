"""The pages of /nop-ho-so/: from the start button to the reference."""
