"""The description of a Windows package that wixl turns into an MSI: folders, files, and what the registry says of them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

from builder.recipe import FileType, Recipe

FOLDER = "Ecritoire"
"""The folder under Program Files and the key under HKLM\\\\Software: without an accent, for tools that cannot write it."""
READER_NAME = "Écritoire - lecteur HTML"
_PROGRAM = "[APPDIR]Ecritoire.exe"
_REFUSED = (
    "Une version plus récente est installée : revenir en arrière est refusé, car ses coffres seraient illisibles. / "
    "A newer version is installed: going back is refused, as its stores could not be read."
)


def base(recipe: Recipe, root: Path) -> str:
    """Return the description of the application's package, whose files are under `root`."""
    registry = _registry(recipe)
    start = _component(
        recipe,
        "autostart",
        _value(r"Software\Microsoft\Windows\CurrentVersion\Run", FOLDER, f'"{_PROGRAM}"'),
    )
    features = f"""
  <Feature Id="Application" Level="1" Title={quoteattr(recipe.title)} Absent="disallow">
{_references(recipe, root)}
   <ComponentRef Id="registry"/>
   <ComponentRef Id="menu"/>
  </Feature>
  <Feature Id="Autostart" Level="3" Title="Démarrage avec la session">
   <ComponentRef Id="autostart"/>
  </Feature>"""
    return _product(
        recipe,
        recipe.title,
        recipe.upgrade_code,
        "",
        _folders(recipe, root, f"{registry}{start}") + _menu(recipe),
        features,
    )


def reader(recipe: Recipe, root: Path) -> str:
    """Return the description of the web reader's package: installed into the folder of the same version of the application."""
    code = str(uuid.uuid5(uuid.UUID(recipe.upgrade_code), "reader")).upper()
    first = f"Installez d’abord {recipe.title} {recipe.version}. / Install {recipe.title} {recipe.version} first."
    demand = f"""
  <Property Id="APPLICATION">
   <RegistrySearch Id="application" Root="HKLM" Key="Software\\{FOLDER}" Name="Version" Type="raw" Win64="yes"/>
  </Property>
  <Condition Message={quoteattr(first)}>\
Installed OR APPLICATION = "{recipe.version}"</Condition>"""
    features = f"""
  <Feature Id="Reader" Level="1" Title={quoteattr(READER_NAME)}>
{_references(recipe, root)}
  </Feature>"""
    return _product(recipe, READER_NAME, code, demand, _folders(recipe, root, ""), features)


def product_code(recipe: Recipe, name: str) -> str:
    """Return the code of one version of a product: the same for every build of it."""
    return str(uuid.uuid5(uuid.UUID(recipe.upgrade_code), f"{name} {recipe.version}")).upper()


def file_key(inside: Path) -> str:
    """Return what a package calls the file that has this place under its root."""
    return f"f{_mark(inside.as_posix())}"


def _product(recipe: Recipe, name: str, upgrade: str, demand: str, folders: str, features: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="{product_code(recipe, name)}" Name={quoteattr(name)} Version="{recipe.version}" Language="1036" Codepage="1252"
   Manufacturer={quoteattr(recipe.author)} UpgradeCode="{upgrade}">
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Manufacturer={quoteattr(recipe.author)}
   Description={quoteattr(recipe.summary_french)}/>
  <MajorUpgrade DowngradeErrorMessage={quoteattr(_REFUSED)}/>
  <Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>
  <Icon Id="ecritoire.ico" SourceFile="ecritoire.ico"/>
  <Property Id="ARPPRODUCTICON" Value="ecritoire.ico"/>
  <Property Id="ARPURLINFOABOUT" Value={quoteattr(recipe.url)}/>
  <Property Id="ARPNOMODIFY" Value="1"/>{demand}
  <Directory Id="TARGETDIR" Name="SourceDir">{folders}
  </Directory>{features}
 </Product>
</Wix>
"""


def _folders(recipe: Recipe, root: Path, more: str) -> str:
    return f"""
   <Directory Id="ProgramFiles64Folder"><Directory Id="APPDIR" Name="{FOLDER}">{_inside(recipe, root, root)}{more}
   </Directory></Directory>"""


def _inside(recipe: Recipe, root: Path, folder: Path) -> str:
    parts = []
    for path in sorted(folder.iterdir()):
        inside = path.relative_to(root).as_posix()
        if path.is_dir():
            parts.append(
                f'\n<Directory Id="d{_mark(inside)}" Name={quoteattr(path.name)}>{_inside(recipe, root, path)}</Directory>'
            )
        else:
            name = quoteattr(path.name)
            parts.append(
                f'\n<Component Id="c{_mark(inside)}" Guid="{_guid(recipe, inside)}" Win64="yes">'
                f'<File Id="{file_key(path.relative_to(root))}" Name={name} Source={quoteattr(inside)} KeyPath="yes"/>'
                "</Component>"
            )
    return "".join(parts)


def _references(recipe: Recipe, root: Path) -> str:
    inside = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return "\n".join(f'   <ComponentRef Id="c{_mark(one)}"/>' for one in inside)


def _menu(recipe: Recipe) -> str:
    return f"""
   <Directory Id="ProgramMenuFolder">
    <Component Id="menu" Guid="{_guid(recipe, "menu")}" Win64="yes">
     <Shortcut Id="menu" Name={quoteattr(recipe.title)} Target="{_PROGRAM}" WorkingDirectory="APPDIR" Icon="ecritoire.ico"
      Description={quoteattr(recipe.summary_french)}/>
     <RegistryValue Root="HKLM" Key="Software\\{FOLDER}" Name="Menu" Type="integer" Value="1" KeyPath="yes"/>
    </Component>
   </Directory>"""


def _registry(recipe: Recipe) -> str:
    """Return what makes Windows offer the program for addresses and files, beside those that it has: nothing is seized."""
    able = rf"Software\{FOLDER}\Capabilities"
    values = [
        _value(rf"Software\{FOLDER}", "Version", recipe.version),
        _value(able, "ApplicationName", recipe.title),
        _value(able, "ApplicationDescription", recipe.summary_french),
        _value(r"Software\RegisteredApplications", FOLDER, able),
        _value(r"Software\Microsoft\Windows\CurrentVersion\App Paths\Ecritoire.exe", "", _PROGRAM),
    ]
    for scheme in recipe.schemes:
        values += _class(f"{FOLDER}.{scheme}", f"URL:{recipe.title} ({scheme})", _PROGRAM + ",0", is_scheme=True)
        values.append(_value(rf"{able}\UrlAssociations", scheme, f"{FOLDER}.{scheme}"))
    for kind in recipe.file_types:
        values += _class(f"{FOLDER}.{kind.extension}", kind.french, f"[APPDIR]icons\\{kind.extension}.ico")
        values += _offer(kind, able)
    return _component(recipe, "registry", "".join(values))


def _offer(kind: FileType, able: str) -> Iterable[str]:
    yield _value(rf"{able}\FileAssociations", f".{kind.extension}", f"{FOLDER}.{kind.extension}")
    yield _value(rf"Software\Classes\.{kind.extension}\OpenWithProgids", f"{FOLDER}.{kind.extension}", "")


def _class(name: str, title: str, icon: str, *, is_scheme: bool = False) -> list[str]:
    key = rf"Software\Classes\{name}"
    return [
        _value(key, "", title),
        *([_value(key, "URL Protocol", "")] if is_scheme else []),
        _value(rf"{key}\DefaultIcon", "", icon),
        _value(rf"{key}\shell\open\command", "", f'"{_PROGRAM}" "%1"'),
    ]


def _component(recipe: Recipe, name: str, values: str) -> str:
    first = values.replace("/>", ' KeyPath="yes"/>', 1)
    return f'\n<Component Id="{name}" Guid="{_guid(recipe, name)}" Win64="yes">{first}</Component>'


def _value(key: str, name: str, value: str) -> str:
    named = f" Name={quoteattr(name)}" if name else ""
    return f'\n<RegistryValue Root="HKLM" Key={quoteattr(key)}{named} Type="string" Value={quoteattr(value)}/>'


def _mark(inside: str) -> str:
    return hashlib.sha256(inside.encode()).hexdigest()[:24]


def _guid(recipe: Recipe, inside: str) -> str:
    return str(uuid.uuid5(uuid.UUID(recipe.upgrade_code), f"component {inside}")).upper()
