"""Commands about documents that are open, and files of others: one table from command to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sync.engine.desk import Desk
from sync.model.mail import ContentState
from sync.rpc import messages as m
from sync.serial import to_json


async def _open_document(desk: Desk, asked: m.OpenDocument) -> m.Reply:
    return await desk.documents.open(asked)


async def _open_sheets(desk: Desk, asked: m.OpenSheets) -> m.Reply:
    return await desk.documents.sheets(asked.blob)


async def _open_outside(desk: Desk, asked: m.OpenOutside) -> m.Reply:
    return m.ContentAnswer(to_json(await desk.outside.open(asked.kind, asked.blob)).encode(), ContentState.WHOLE)


async def _take_outside(desk: Desk, asked: m.TakeOutside) -> m.Reply:
    return m.Kept(*await desk.outside.part(asked.blob, asked.path))


async def _new_document(desk: Desk, asked: m.NewDocument) -> m.Reply:
    return await desk.documents.new(asked)


async def _write_document(desk: Desk, asked: m.WriteDocument) -> m.Reply:
    return await desk.documents.write(asked)


async def _document_picture(desk: Desk, asked: m.DocumentPicture) -> m.Reply:
    return await desk.documents.picture(asked)


async def _keep_document(desk: Desk, asked: m.KeepDocument) -> m.Reply:
    await desk.documents.keep(asked)
    return m.Done()


async def _forget_document(desk: Desk, asked: m.ForgetDocument) -> m.Reply:
    await desk.documents.forget(asked.key)
    return m.Done()


DOCUMENT_ANSWERS: Mapping[type[m.Command], Callable[[Desk, Any], Awaitable[m.Reply]]] = {
    m.OpenDocument: _open_document, m.OpenSheets: _open_sheets, m.OpenOutside: _open_outside, m.TakeOutside: _take_outside,
    m.NewDocument: _new_document, m.WriteDocument: _write_document, m.DocumentPicture: _document_picture,
    m.KeepDocument: _keep_document, m.ForgetDocument: _forget_document,
}  # fmt: skip
"""Command → answer."""
