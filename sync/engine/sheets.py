"""What the manifests say of the backends, as the link carries it to the window."""

from __future__ import annotations

from sync.engine.accounts import spec_of
from sync.model.accounts import Endpoint, Service
from sync.providers.manifest import EndpointTemplate, Evidence, Manifest, manifests
from sync.rpc.messages import BackendSheet, ClaimSheet, ServiceSheet


def sheets() -> list[BackendSheet]:
    """Return a sheet of every backend that a person can choose, by label."""
    return [_sheet(one) for one in sorted(manifests().values(), key=lambda one: one.label.casefold()) if one.shown]


def _sheet(one: Manifest) -> BackendSheet:
    services = [ServiceSheet(way.service, way.evidence, way.protocol) for way in one.endpoints]
    if one.directory is not None:
        services.append(ServiceSheet(Service.CHAT, one.directory.evidence, "matrix"))
    services += [
        ServiceSheet(service, Evidence.LINK_ONLY, reason=link.reason, page=link.page or one.page)
        for link in one.links
        for service in link.services
    ]
    return BackendSheet(
        one.id,
        one.label,
        one.publisher,
        one.page,
        [field.name for field in one.fields],
        [spec_of(_unfilled(template)) for template in one.endpoints],
        services,
        [ClaimSheet(claim.subject, claim.value, claim.says, claim.source, str(claim.date)) for claim in one.claims],
        one.directory is not None,
    )


def _unfilled(template: EndpointTemplate) -> Endpoint:
    """Return an endpoint with its placeholders left in: the address is not known yet."""
    return Endpoint(
        template.service,
        template.protocol,
        template.host,
        template.port,
        template.security,
        "" if template.user == "{address}" else template.user,
        template.sign_in,
        dict(template.parameters),
    )
