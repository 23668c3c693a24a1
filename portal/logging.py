"""Logs as one JSON object a line, each with the id of its request."""

from typing import Any

import structlog

from portal.secret_paths import mask_secrets


def logging_config(*, level: str, pretty: bool) -> dict[str, Any]:
    """Answer the dictConfig for Django; ``pretty`` prints for people instead of JSON."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.processors.UnicodeDecoder(),
        mask_secrets,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.dev.ConsoleRenderer()
        if pretty
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "portal": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": shared,
            }
        },
        # The level here as well: the worker's command sets its own loggers to INFO, a line a task.
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "portal", "level": level}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django.server": {"handlers": [], "propagate": True, "level": level},
            "wagtail": {"level": level},
            "django_tasks": {"level": level},
            "modelsearch": {"level": "WARNING"},
            # A line a search at INFO; failures are logged by search.engines.
            "elastic_transport": {"level": "WARNING"},
            # Writes addresses down; accounts.audit says what happened without them.
            "axes": {"level": "ERROR"},
            "PIL": {"level": "WARNING"},
        },
    }
