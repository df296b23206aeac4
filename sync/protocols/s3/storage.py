"""An object storage as the verbs use it: signed requests, path-style, through the gate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from sync.model.faults import Fault, Gone, Offline, Rejected, Stale, Unreadable, Unsupported
from sync.model.operations import Payload
from sync.protocols.base import Surroundings
from sync.protocols.reaching import HttpSession
from sync.protocols.s3 import answers, signing
from sync.protocols.s3.answers import Listing, Object
from sync.transport.http import Stream

_REGION = re.compile(r"^s3[.-]([a-z0-9-]+)\.")
_AT_ONCE = "1000"


class Storage:
    """The storage of one account: the user is the access key, the password its secret.

    Endpoint parameters: `region` (else the host's second label, as in `s3.gra.io.cloud.ovh.net`, else `us-east-1`).
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        endpoint = surroundings.endpoint
        self._host = endpoint.host if endpoint.port == 443 else f"{endpoint.host}:{endpoint.port}"
        found = _REGION.match(endpoint.host)
        self._region = endpoint.parameters.get("region") or (found[1] if found else "us-east-1")
        self._connections = HttpSession(surroundings)

    async def buckets(self) -> list[str]:
        """Return the names of the buckets."""
        async with self._ask("GET", "/") as answer:
            return answers.buckets(await answer.body(answers.LARGEST))

    async def exists(self, bucket: str) -> None:
        """Raise `Gone("collection")` where a bucket is not there. A HEAD could not say whether the keys are wrong."""
        try:
            await self.page(bucket, "", limit="1")
        except Gone as fault:
            raise Gone("collection") from fault

    async def page(self, bucket: str, prefix: str, more: str = "", limit: str = _AT_ONCE) -> Listing:
        """Return a page of the objects whose key begins with `prefix`."""
        query = {"list-type": "2", "max-keys": limit, "prefix": prefix}
        if more:
            query["continuation-token"] = more
        async with self._ask("GET", signing.path_of(bucket), query) as answer:
            return answers.listing(await answer.body(answers.LARGEST))

    async def everything(self, bucket: str, prefix: str = "") -> AsyncIterator[Object]:
        """Yield all objects whose key begins with `prefix`, page by page."""
        more = ""
        while True:
            page = await self.page(bucket, prefix, more)
            for one in page.objects:
                yield one
            more = page.more
            if not more:
                return

    async def head(self, bucket: str, key: str) -> Object | None:
        """Return what is under a key now, None: nothing."""
        try:
            async with self._ask("HEAD", signing.path_of(bucket, key)) as answer:
                length, fields = answer.headers.get("content-length", ""), answer.headers
                return Object(
                    key,
                    answers.etag_of(fields.get("etag", "")),
                    int(length) if length.isdecimal() else 0,
                    answers.modified_of(fields.get("last-modified", "")),
                )
        except Gone:
            return None

    async def put(self, bucket: str, key: str, content: Payload, headers: Mapping[str, str]) -> str:
        """Write an object and return its etag."""
        path = signing.path_of(bucket, key)
        async with self._ask("PUT", path, headers=headers, content=content) as answer:
            return answers.etag_of(answer.headers.get("etag", ""))

    async def copy(self, bucket: str, source: Object, target: str) -> str:
        """Copy an object within a bucket, as it is and no other, and return the copy's etag once it is really there.

        Not every storage that says so has copied: what is missing is carried over. Raises `Stale` where the source changed.
        """
        headers = {
            "x-amz-copy-source": signing.path_of(bucket, source.key),
            "x-amz-copy-source-if-match": f'"{source.etag}"',
        }
        with suppress(Unsupported):
            async with self._ask("PUT", signing.path_of(bucket, target), headers=headers) as answer:
                answers.copied(await answer.body(answers.LARGEST))
        there = await self.head(bucket, target)
        if there is None or there.size != source.size:
            await self.put(bucket, target, _Carried(self, bucket, source), {})
            there = await self.head(bucket, target)
        if there is None or there.size != source.size:
            raise Offline("connection_lost")
        return there.etag

    async def keeps_versions(self, bucket: str) -> bool:
        """Tell whether a bucket keeps versions; not where it does not say."""
        with suppress(Unsupported, Rejected, Gone, Unreadable):
            async with self._ask("GET", signing.path_of(bucket), {"versioning": ""}) as answer:
                return answers.keeps_versions(await answer.body(answers.LARGEST))
        return False

    async def versions(self, bucket: str, key: str) -> list[answers.Past]:
        """Return what was under a key, the newest first, and what is."""
        query = {"versions": "", "prefix": key, "max-keys": "1000"}
        async with self._ask("GET", signing.path_of(bucket), query) as answer:
            return answers.versions(await answer.body(answers.LARGEST), key)

    @asynccontextmanager
    async def version(self, bucket: str, key: str, version: str) -> AsyncIterator[Stream]:
        """Open an earlier content of an object."""
        async with self._ask("GET", signing.path_of(bucket, key), {"versionId": version}) as answer:
            yield answer

    async def delete(self, bucket: str, key: str) -> None:
        """Delete an object; one that is not there will do."""
        try:
            async with self._ask("DELETE", signing.path_of(bucket, key)):
                return
        except Gone:
            return

    @asynccontextmanager
    async def get(self, bucket: str, key: str, headers: Mapping[str, str] | None = None) -> AsyncIterator[Stream]:
        """Open the content of an object."""
        async with self._ask("GET", signing.path_of(bucket, key), headers=headers or {}) as answer:
            yield answer

    async def close(self) -> None:
        """Drop every connection."""
        await self._connections.close()

    @asynccontextmanager
    async def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        content: Payload | None = None,
    ) -> AsyncIterator[Stream]:
        secret = await self._surroundings.secret(False)
        asked = signing.query_of(query or {})
        fields = signing.signed(
            method,
            path,
            asked,
            {"Host": self._host, **(headers or {})},
            key=self._surroundings.endpoint.user or self._surroundings.account.address,
            secret=secret.value,
            region=self._region,
            now=datetime.now(UTC),
            body=signing.EMPTY if content is None else signing.UNSIGNED,
        )
        url = f"https://{self._host}{path}" + (f"?{asked}" if asked else "")
        if content is None:
            opening = self._connections.http.exchange(method, url, headers=fields)
        else:
            opening = self._connections.http.exchange(
                method, url, headers=fields, content=content.pieces(), length=content.size
            )
        async with opening as answer:
            if not 200 <= answer.status < 300:
                raise await _refusal(answer)
            yield answer


class _Carried:
    """An object on its way through this machine."""

    def __init__(self, storage: Storage, bucket: str, source: Object) -> None:
        self._storage = storage
        self._bucket = bucket
        self._source = source

    @property
    def size(self) -> int:
        """How many octets there are."""
        return self._source.size

    async def pieces(self, start: int = 0) -> AsyncIterator[bytes]:
        """Yield the octets. Raises `Stale` where the source is another by now."""
        async with self._storage.get(self._bucket, self._source.key) as stream:
            if answers.etag_of(stream.headers.get("etag", "")) != self._source.etag:
                raise Stale("changed_there")
            async for piece in stream.pieces():
                yield piece


async def md5_of(payload: Payload) -> hashlib._Hash:
    """Return the MD5 of a payload: what an etag is, and what Content-MD5 says."""
    digest = hashlib.md5(usedforsecurity=False)
    async for piece in payload.pieces():
        digest.update(piece)
    return digest


async def _refusal(answer: Stream) -> Fault:
    raw = await answer.body(answers.LARGEST)
    return answers.fault(answer.status, raw, answer.headers.get("retry-after", ""))
