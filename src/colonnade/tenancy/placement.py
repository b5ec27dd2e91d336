"""Whether the rows of each tenant stand where they may: in its database, and in every copy of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where rows stand."""

    name: str
    kind: str
    """`database`, or what it is of one: `replica`, `backup`, `archive`."""
    region: str
    residencies: tuple[str, ...]
    of: str = ""
    """The site whose rows it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One tenant's rows in one place."""

    tenant: str
    residency: str
    """Where its rows must stand; empty where it does not say."""
    store: str
    kind: str
    region: str
    why: str
    """Why they may not stand there; empty where they may."""

    @property
    def holds(self) -> bool:
        """Whether they may stand there."""
        return not self.why


def placements(sites: Mapping[str, Site], held: Mapping[str, Mapping[str, str]]) -> Iterator[Placement]:
    """Every tenant in every site; `held` has by database the residency of each of its tenants."""
    for name, site in sites.items():
        source = _source(sites, site)
        for tenant, residency in held.get(source, {}).items():
            yield Placement(
                tenant=tenant,
                residency=residency,
                store=name,
                kind=site.kind,
                region=site.region,
                why=refusal(site, residency),
            )


def refusal(site: Site, residency: str) -> str:
    """Why rows of a residency may not stand in a site; empty where they may."""
    if not residency:
        return "the tenant has no residency"
    if residency in site.residencies:
        return ""
    return f"{site.name} in {site.region} is for {', '.join(site.residencies) or 'nobody'}, not for {residency}"


def _source(sites: Mapping[str, Site], site: Site) -> str:
    """The database whose rows a site has, at the end of a chain: a backup of a replica has those of its database."""
    seen = {site.name}
    while site.of in sites and site.of not in seen:
        seen.add(site.of)
        site = sites[site.of]
    return site.name
