"""What a Linux desktop reads: menu entry, AppStream description, icons, manual pages."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from builder import icons
from builder.recipe import ROOT, Recipe, epoch

TEMPLATES = ROOT / "packaging" / "linux"


def menu_entry(recipe: Recipe) -> str:
    """Return the menu entry; it offers the program for addresses and files, and takes nothing that others hold."""
    kinds = [f"x-scheme-handler/{scheme}" for scheme in recipe.schemes] + [kind.mime for kind in recipe.file_types]
    return f"""[Desktop Entry]
Type=Application
Version=1.4
Name={recipe.title}
GenericName=Desktop office
GenericName[fr]=Bureau
Comment={recipe.summary}
Comment[fr]={recipe.summary_french}
Exec={recipe.name} %U
TryExec={recipe.name}
Icon={recipe.name}
Terminal=false
StartupNotify=true
StartupWMClass={recipe.name}
Categories=Office;Email;Qt;
Keywords=mail;e-mail;calendar;contacts;documents;
Keywords[fr]=courrier;courriel;agenda;contacts;documents;
MimeType={";".join(kinds)};
Actions=compose;

[Desktop Action compose]
Name=New message
Name[fr]=Nouveau message
Exec={recipe.name} mailto:
"""


def description(recipe: Recipe) -> str:
    """Return the AppStream description, with the releases of the changelog."""
    mimes = "\n".join(f"    <mediatype>{one.mime}</mediatype>" for one in recipe.file_types)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{recipe.bundle}.{recipe.name}</id>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>EUPL-1.2</project_license>
  <name>{recipe.title}</name>
  <summary>{escape(recipe.summary)}</summary>
  <summary xml:lang="fr">{escape(recipe.summary_french)}</summary>
  <description>
    <p>Mail that works offline, encrypted on the machine and synchronised with your server.</p>
    <p xml:lang="fr">Un courrier qui fonctionne hors ligne, chiffré sur le poste et synchronisé avec votre serveur.</p>
  </description>
  <launchable type="desktop-id">{recipe.name}.desktop</launchable>
  <url type="homepage">{recipe.url}</url>
  <developer id="{recipe.bundle}">
    <name>{escape(recipe.author)}</name>
  </developer>
  <content_rating type="oars-1.1"/>
  <provides>
    <binary>{recipe.name}</binary>
{mimes}
  </provides>
  <releases>
    <release version="{recipe.version}" date="{_day()}"/>
  </releases>
</component>
"""


def lay_out(recipe: Recipe, root: Path) -> None:
    """Write all of it under `root`."""
    share = root / "usr" / "share"
    _write(share / "applications" / f"{recipe.name}.desktop", menu_entry(recipe))
    _write(share / "metainfo" / f"{recipe.bundle}.{recipe.name}.metainfo.xml", description(recipe))
    hicolor = share / "icons" / "hicolor"
    _write(hicolor / "scalable" / "apps" / f"{recipe.name}.svg", icons.OWN.read_text("utf-8"))
    for size in icons.SIZES:
        icons.png(icons.OWN, size, hicolor / f"{size}x{size}" / "apps" / f"{recipe.name}.png")
    for kind in recipe.file_types:
        _write(hicolor / "scalable" / "mimetypes" / f"{kind.mime.replace('/', '-')}.svg", icons.sheet(kind))
    for folder, name in (("man1", "ecritoire.1"), ("fr/man1", "ecritoire.fr.1")):
        text = filled((TEMPLATES / name).read_text("utf-8"), VERSION=recipe.version, DATE=_day())
        compress(text.encode(), share / "man" / folder / f"{recipe.name}.1.gz")


def filled(template: str, **values: str) -> str:
    """Return a template with every `@NAME@` replaced."""
    return re.sub(r"@([A-Z]+)@", lambda found: values[found.group(1)], template)


def compress(content: bytes, target: Path) -> None:
    """Write `content` compressed, with neither name nor time in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))


def _day() -> str:
    return datetime.fromtimestamp(epoch(), UTC).date().isoformat()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
