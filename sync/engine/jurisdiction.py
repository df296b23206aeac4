"""What is declared of a host, and what follows from what the organisation demands: a verdict for the gate."""

from __future__ import annotations

from functools import cache

from sync.model.faults import Forbidden
from sync.model.sovereignty import Declaration, Demands, Organisation, named
from sync.providers.manifest import manifests

REFUSALS = frozenset({"host_not_listed", "law_unknown", "law_refused", "qualification_missing"})
"""Codes of the faults by which the organisation's policy refuses a host."""
_NOBODY = Declaration(())


class Jurisdiction:
    """Judges hosts. The administrator's word comes before a manifest's; what nobody declares is unknown, hence refused
    wherever anything is demanded."""

    def __init__(self, organisation: Organisation) -> None:
        self.demands = Demands()
        self._organisation = organisation

    def declared(self, host: str) -> Declaration:
        """Return what is declared of `host`; an empty declaration where nothing is."""
        sources = (*self._organisation.declared, *_of_manifests())
        return next((one for one in sources if one.speaks_of(host)), _NOBODY)

    def verdict(self, host: str) -> Forbidden | None:
        """Return why `host` may not be contacted (a fault with one of `REFUSALS`), None where it may."""
        only = self._organisation.only
        if only and not named(host, only):
            return Forbidden("host_not_listed", host=host)
        demands = self.demands
        if not demands.law and not demands.qualification:
            return None
        known = self.declared(host)
        said = {"host": host, "law": known.law, "source": known.source, "date": str(known.date or "")}
        if demands.law and not known.law:
            return Forbidden("law_unknown", demanded=demands.law, **said)
        if demands.law and known.law not in demands.laws():
            return Forbidden("law_refused", demanded=demands.law, **said)
        if demands.qualification and demands.qualification not in known.qualifications:
            return Forbidden("qualification_missing", demanded=demands.qualification, **said)
        return None


@cache
def _of_manifests() -> tuple[Declaration, ...]:
    return tuple(declaration for one in manifests().values() for declaration in one.declarations())
