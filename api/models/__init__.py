"""What this room keeps: where services are embedded, and who wants to be told of changes."""

from api.models.embed_counts import EmbedCount
from api.models.webhooks import Outcome, State, WebhookAttempt, WebhookSubscription

__all__ = ["EmbedCount", "Outcome", "State", "WebhookAttempt", "WebhookSubscription"]
