"""Mail to people who follow a service: asked for twice, ended with one click, kept sealed."""
