"""Administrative templates (ADMX, ADML in French and English) for group policies, written from `app/settings.py`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

from app.settings import SETTINGS, Setting
from builder.recipe import ROOT, Recipe

KEY = r"Software\Policies\Ecritoire"
FRENCH = ROOT / "packaging" / "windows" / "policies.fr.toml"
_SPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_LISTS = {
    "hosts": ("Serveurs qui seuls peuvent être joints (un point au début vaut pour tout ce qui est dessous)",
              "Servers that alone may be reached (a leading dot stands for every name below)"),
    "backends": ("Fournisseurs qui seuls peuvent être ajoutés", "Backends that alone may be added"),
    "features_off": ("Fonctions retirées de la fenêtre", "Features taken out of the window"),
}  # fmt: skip
_TOML = ("Toute la politique, comme dans policy.toml", "The whole policy, as in policy.toml")
_WORDS = {
    "category": ("Écritoire", "Écritoire"),
    "supported": ("Écritoire 0.1 ou plus récent", "Écritoire 0.1 or later"),
}
_EXPLAINED = (
    "Une valeur fixée ici vaut pour toutes les personnes du poste, qui la voient et ne peuvent la changer.",
    "A value fixed here holds for every person of the machine, who sees it and cannot change it.",
)


def write(recipe: Recipe, folder: Path) -> None:
    """Write `Ecritoire.admx`, `fr-FR/Ecritoire.adml` and `en-US/Ecritoire.adml` into `folder`."""
    french = tomllib.loads(FRENCH.read_text("utf-8"))
    chosen = settings()
    if missing := chosen.keys() - french.keys():
        raise SystemExit(f"{FRENCH.name} says nothing of {', '.join(sorted(missing))}")
    for path, text in {
        "Ecritoire.admx": _admx(recipe),
        "fr-FR/Ecritoire.adml": _adml(0, {name: french[name] for name in chosen}, recipe),
        "en-US/Ecritoire.adml": _adml(1, {name: setting.meaning for name, setting in chosen.items()}, recipe),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def settings() -> dict[str, Setting]:
    """Return the program's settings by name."""
    return SETTINGS


def _admx(recipe: Recipe) -> str:
    policies = [_policy(name, setting) for name, setting in settings().items()]
    policies += [_framed(name, f'<elements><list id="{name}" key="{KEY}\\{name}"/></elements>', KEY) for name in _LISTS]
    policies.append(
        _framed("toml", '<elements><multiText id="toml" valueName="toml" maxStrings="1000"/></elements>', KEY)
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="{_SPACE}" revision="1.0" schemaVersion="1.0">
  <policyNamespaces><target prefix="ecritoire" namespace="{recipe.bundle}.policies"/></policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn><definitions><definition name="supported" displayName="$(string.supported)"/></definitions></supportedOn>
  <categories><category name="ecritoire" displayName="$(string.category)"/></categories>
  <policies>
{"".join(policies)}  </policies>
</policyDefinitions>
"""


def _policy(name: str, setting: Setting) -> str:
    key = rf"{KEY}\settings"
    if isinstance(setting.default, bool):
        both = '<enabledValue><decimal value="1"/></enabledValue><disabledValue><decimal value="0"/></disabledValue>'
        return _framed(name, both, key, f' valueName="{name}"', presented=False)
    if isinstance(setting.default, int):
        lowest, highest = setting.lowest, setting.highest
        if lowest < 0:  # a registry number is never below zero: it is written as text
            return _framed(name, f'<elements><text id="{name}" valueName="{name}"/></elements>', key)
        inner = f'<decimal id="{name}" valueName="{name}" minValue="{lowest}" maxValue="{highest}"/>'
    elif setting.choices:
        items = "".join(
            f'<item displayName="$(string.{name}_{one or "none"})"><value><string>{one}</string></value></item>'
            for one in setting.choices
        )
        inner = f'<enum id="{name}" valueName="{name}" required="true">{items}</enum>'
    else:
        inner = f'<text id="{name}" valueName="{name}"/>'
    return _framed(name, f"<elements>{inner}</elements>", key)


def _framed(name: str, inner: str, key: str, more: str = "", *, presented: bool = True) -> str:
    presentation = f' presentation="$(presentation.{name})"' if presented else ""
    return (
        f'    <policy name="{name}" class="Machine" displayName="$(string.{name})" explainText="$(string.explained)"'
        f'{presentation} key="{key}"{more}>\n      <parentCategory ref="ecritoire"/><supportedOn ref="supported"/>\n'
        f"      {inner}\n    </policy>\n"
    )


def _adml(language: int, meanings: dict[str, str], recipe: Recipe) -> str:
    texts = {
        name: words[language] for name, words in (_WORDS | _LISTS | {"toml": _TOML, "explained": _EXPLAINED}).items()
    }
    texts |= meanings
    presented = []
    for name, setting in settings().items():
        if isinstance(setting.default, bool):
            continue
        for one in setting.choices:
            texts[f"{name}_{one or 'none'}"] = one or "-"
        label = escape(meanings[name])
        if isinstance(setting.default, int) and setting.lowest >= 0:
            presented.append(
                (name, f'<decimalTextBox refId="{name}" defaultValue="{setting.default}">{label}</decimalTextBox>')
            )
        elif setting.choices:
            presented.append((name, f'<dropdownList refId="{name}" noSort="true">{label}</dropdownList>'))
        else:
            presented.append((name, f'<textBox refId="{name}"><label>{label}</label></textBox>'))
    presented += [
        (name, f'<listBox refId="{name}">{escape(words[language])}</listBox>') for name, words in _LISTS.items()
    ]
    presented.append(("toml", f'<multiTextBox refId="toml">{escape(_TOML[language])}</multiTextBox>'))
    strings = "".join(f'      <string id="{name}">{escape(text)}</string>\n' for name, text in texts.items())
    shown = "".join(f'      <presentation id="{name}">{inner}</presentation>\n' for name, inner in presented)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="{_SPACE}" revision="1.0" schemaVersion="1.0">
  <displayName>{recipe.title}</displayName>
  <description>{escape(recipe.summary)}</description>
  <resources>
    <stringTable>
{strings}    </stringTable>
    <presentationTable>
{shown}    </presentationTable>
  </resources>
</policyDefinitionResources>
"""
