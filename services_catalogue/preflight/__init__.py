"""What must be right before a service is published, as a table of rules."""

from services_catalogue.preflight.findings import Finding, findings_of, known_for, score_of
from services_catalogue.preflight.rule import Found, Rule, Severity, register, rules

__all__ = [
    "Finding",
    "Found",
    "Rule",
    "Severity",
    "findings_of",
    "known_for",
    "register",
    "rules",
    "score_of",
]
