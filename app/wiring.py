"""Puts the engine of a profile together: its parser, its keyring, the protocols, the administrator's policy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app import policy, prepared, settings
from app.engine import program_version
from app.parsers import Parsers
from sync.engine.credentials import SystemKeyring
from sync.engine.engine import Engine
from sync.engine.parsing import InProcess, ParserProcess, Parsing
from sync.store.migrate import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "engine", "engine_in_process"]


def engine(profile: Path) -> Engine:
    """Return the engine of a profile, its parser in a process of its own."""
    return _engine(profile, ParserProcess(Parsers(profile).begin))


def engine_in_process(profile: Path) -> Engine:
    """Return an engine that parses in its own process, for debugging: no fence around what strangers wrote."""
    from app import documents

    return _engine(profile, InProcess(documents.made))


def _engine(profile: Path, parsing: Parsing) -> Engine:
    fixed, organisation = policy.fixed_settings(), policy.organisation()
    authorities = prepared.authorities(policy.content())
    declared = (*organisation.declared, *policy.personal(profile, fixed))
    return Engine(
        profile,
        parsing=parsing,
        credentials=SystemKeyring(profile),
        fixed=fixed,
        organisation=replace(organisation, declared=declared),
        check_setting=settings.check,
        trust=Path(authorities) if authorities else None,
        version=program_version(),
    )
