"""Writes documents: newest version wins, every refused item is told, rebuilds swap an alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import structlog
from elasticsearch import Elasticsearch, helpers

from search.documents import Document
from search.engines.base import SearchUnavailable
from search.engines.elasticsearch.cluster import PATIENCE, failures, refusals
from search.engines.elasticsearch.mapping import SETTINGS, mapping, to_source

log = structlog.get_logger(__name__)

#: Documents in one bulk request.
CHUNK = 500
#: HTTP status of an item whose version is older than what is there.
CONFLICT = 409
#: Deleting what is not there is no failure.
NOT_THERE = ("delete", 404)


class Indexes:
    """The indexes behind ``alias``: one that answers and, during a rebuild, one being filled."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client.options(request_timeout=PATIENCE)
        self._alias = alias
        #: Names the index that a rebuild is filling, so that changes meanwhile reach it too.
        self._building = f"{alias}-building"

    def put(self, documents: Iterable[Document]) -> int:
        """Write those that are not older than what is there; answers how many."""
        newest: dict[str, Document] = {}
        for one in documents:
            if one.id not in newest or newest[one.id].version <= one.version:
                newest[one.id] = one
        if not newest:
            return 0
        self._make_sure()
        # The one being filled first, by its own name: should it take over meanwhile, it has the change.
        for building in self._behind(self._building):
            self._bulk(_writes(newest.values()), building, refresh=False)
        return self._bulk(_writes(newest.values()), self._alias, refresh=True)

    def delete(self, ids: Iterable[str]) -> int:
        """Remove by id; answers how many were there."""
        wanted = list(dict.fromkeys(ids))
        if not wanted or not self._exists(self._alias):
            return 0
        actions = [{"_op_type": "delete", "_id": one} for one in wanted]
        for building in self._behind(self._building):
            self._bulk(iter(actions), building, refresh=False)
        return self._bulk(iter(actions), self._alias, refresh=True)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Fill a new index, verify it by count, then let the alias name it and drop the old."""
        with failures():
            self._drop(self._behind(self._building))
            name = self._create(self._building)
        try:
            with refusals():
                written = self._bulk(_writes(documents), name, refresh=False)
            with failures():
                self._client.indices.refresh(index=name)
                count = int(self._client.count(index=name)["count"])
                if count < written:
                    raise SearchUnavailable(f"wrote {written} documents, the index has {count}")
                self._swap(name)
        except BaseException:
            with suppress(SearchUnavailable), failures():
                # The swap may have been done though its answer was lost: what answers stays.
                if name not in self._behind(self._alias):
                    self._drop([name])
            raise
        return written

    def drop(self) -> None:
        """Remove the indexes that answer or are being filled."""
        self._drop([*self._behind(self._alias), *self._behind(self._building)])

    def _make_sure(self) -> None:
        if not self._exists(self._alias):
            self._create(self._alias)

    def _create(self, alias: str) -> str:
        """An empty index with its alias in one step: neither is left behind alone."""
        if not self._exists(self._alias) and self._client.indices.exists(index=self._alias):
            raise SearchUnavailable(
                f"there is an index called {self._alias}, which must be the name of an alias: "
                "delete it, or name another in ELASTICSEARCH_ALIAS"
            )
        name = f"{self._alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        self._client.indices.create(
            index=name, settings=SETTINGS, mappings=mapping().to_dict(), aliases={alias: {}}
        )
        return name

    def _swap(self, name: str) -> None:
        """One atomic step: the alias names ``name``, the indexes it named are gone."""
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self._alias}}]
        actions.append({"remove": {"index": name, "alias": self._building}})
        actions += [{"remove_index": {"index": one}} for one in self._behind(self._alias)]
        self._client.indices.update_aliases(actions=actions)

    def _exists(self, alias: str) -> bool:
        return bool(self._client.indices.exists_alias(name=alias))

    def _behind(self, alias: str) -> list[str]:
        return list(self._client.indices.get_alias(name=alias)) if self._exists(alias) else []

    def _drop(self, names: list[str]) -> None:
        for name in names:
            self._client.indices.delete(index=name, ignore_unavailable=True)

    def _bulk(self, actions: Iterator[dict[str, Any]], index: str, *, refresh: bool) -> int:
        """Send ``actions``; answers how many took effect. Refused items are logged and raised."""
        done, refused = 0, []
        answers = helpers.streaming_bulk(
            self._client,
            actions,
            index=index,
            chunk_size=CHUNK,
            raise_on_error=False,
            raise_on_exception=True,
            refresh=refresh,
        )
        for ok, answer in answers:
            action, item = next(iter(answer.items()))
            if ok:
                done += 1
            elif item.get("status") != CONFLICT and (action, item.get("status")) != NOT_THERE:
                reason = str((item.get("error") or {}).get("reason", item.get("error")))[:200]
                log.error("document_refused", id=item.get("_id"), index=index, reason=reason)
                refused.append(f"{item.get('_id')}: {reason}")
        if refused:
            raise SearchUnavailable(f"{len(refused)} documents refused; first: {refused[0]}")
        return done


def _writes(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    for document in documents:
        yield {
            "_op_type": "index",
            "_id": document.id,
            # Equal versions are written again: a rebuilt text of the same publication.
            "version": document.version,
            "version_type": "external_gte",
            "_source": to_source(document),
        }
