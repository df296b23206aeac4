"""Kinds of files: the icon that stands for one, and its name in words."""

from __future__ import annotations

import mimetypes

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

_ICONS = (
    (("image/",), "file-image"),
    (("application/zip", "application/x-7z", "application/gzip", "application/x-tar"), "file-archive"),
    (("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.ms-excel", "text/csv"), "file-spreadsheet"),
    (("application/vnd.openxmlformats-officedocument.spreadsheetml",), "file-spreadsheet"),
    (("message/",), "mail"),
    (("text/calendar",), "calendar"),
    (("text/", "application/pdf", "application/vnd.oasis.opendocument.text", "application/msword"), "file-text"),
    (("application/vnd.openxmlformats-officedocument.wordprocessingml",), "file-text"),
)
_ODF, _OOXML = "application/vnd.oasis.opendocument.", "application/vnd.openxmlformats-officedocument."
for _ending, _type in {
    ".odt": f"{_ODF}text", ".ods": f"{_ODF}spreadsheet", ".odp": f"{_ODF}presentation",
    ".docx": f"{_OOXML}wordprocessingml.document", ".xlsx": f"{_OOXML}spreadsheetml.sheet",
    ".pptx": f"{_OOXML}presentationml.presentation", ".md": "text/markdown", ".webp": "image/webp",
}.items():  # fmt: skip
    mimetypes.add_type(_type, _ending)  # not every system knows these


def media_type_of(media_type: str, name: str) -> str:
    """Return a media type, guessed from the name where none is told."""
    told = media_type.partition(";")[0].strip().lower()
    if told in ("", "application/octet-stream"):
        return mimetypes.guess_type(name)[0] or told
    return told


def icon_of(media_type: str, name: str = "") -> str:
    """Return the name of the icon for a media type, or for a name where none is told."""
    kind = media_type_of(media_type, name)
    return next((icon for kinds, icon in _ICONS if kind.startswith(kinds)), "file")


def words_of(media_type: str, name: str) -> str:
    """Return what kind of file it is, in words."""
    kind = media_type_of(media_type, name)
    if kind.startswith("image/"):
        return translate("Kinds", "Picture")
    if kind == "application/pdf":
        return translate("Kinds", "PDF document")
    if kind in (f"{_ODF}text", f"{_OOXML}wordprocessingml.document", "application/msword"):
        return translate("Kinds", "Text document")
    if kind in (f"{_ODF}spreadsheet", f"{_OOXML}spreadsheetml.sheet", "application/vnd.ms-excel", "text/csv"):
        return translate("Kinds", "Spreadsheet")
    if kind in (f"{_ODF}presentation", f"{_OOXML}presentationml.presentation", "application/vnd.ms-powerpoint"):
        return translate("Kinds", "Presentation")
    if kind.startswith("audio/"):
        return translate("Kinds", "Sound")
    if kind.startswith("video/"):
        return translate("Kinds", "Video")
    if icon_of(kind) == "file-archive":
        return translate("Kinds", "Archive")
    if kind.startswith("text/"):
        return translate("Kinds", "Text")
    ending = name.rpartition(".")[2] if "." in name.strip(".") else ""
    if not 0 < len(ending) <= 5:
        return translate("Kinds", "File")
    return translate("Kinds", "{ending} file").format(ending=ending.upper())
