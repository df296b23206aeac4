"""What the parser role makes of documents: trees, new ones, changed copies, pictures. Formats are loaded when first needed."""

from __future__ import annotations

from sync.model.faults import Bug, Unreadable
from sync.rpc.messages import MakeDocument, Parse, PatchDocument, PictureOfDocument, ReadDocument, ReadSheets


def made(body: Parse) -> bytes:
    """Return what was asked for. Raises `Unreadable` and `Unsupported`."""
    from editors.document import delta, tree
    from editors.formats import new, registry
    from sync.parse import picture

    match body:
        case ReadSheets():
            from editors.document import sheets as model
            from editors.formats import sheets

            return model.encode(sheets.read(body.document))
        case ReadDocument():
            return tree.encode(registry.read(body.document, body.kind))
        case MakeDocument():
            return new.empty(body.kind, body.language)
        case PatchDocument():
            return registry.write(body.document, delta.decode(body.delta), body.kind)
        case PictureOfDocument():
            raw = registry.picture(body.document, body.name)
            if not picture.kind(raw):
                raise Unreadable("not_a_picture")
            return raw
        case _:
            raise Bug("takes_no_commands", ask=type(body).__name__)
