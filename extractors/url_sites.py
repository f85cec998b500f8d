"""The rules of `url_sites.yaml`: how single sites write the address of one article in several ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.yamlfile import Node, load

FILE = Path(__file__).with_name("url_sites.yaml")


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What is known of one site's addresses.

    Attributes:
        forms: patterns, searched in `host/path?query`, and what an address becomes.
        drop: parameters, in lower case, that name no article; `*` for all.
    """

    forms: tuple[tuple[re.Pattern[str], str], ...] = ()
    drop: frozenset[str] = frozenset()

    def form(self, address: str) -> str:
        """Give the one form of an address, or an empty string where no pattern fits."""
        for pattern, becomes in self.forms:
            if match := pattern.search(address):
                return match.expand(becomes)
        return ""


_NO_RULES = SiteRules()


def site_rules(domain: str) -> SiteRules:
    """Give the rules of a site by its registered name, such as `naver.com`."""
    return _rules().get(domain, _NO_RULES)


@cache
def _rules() -> Mapping[str, SiteRules]:
    return {domain.text(): _read(site) for domain, site in load(FILE).pairs()}


def _read(site: Node) -> SiteRules:
    site.check_keys(optional=("forms", "drop"))
    forms = [
        (re.compile(row.require_str("address")), row.require_str("becomes"))
        for row in site.optional_list("forms")
    ]
    return SiteRules(
        tuple(forms), frozenset(name.lower() for name in site.optional_strings("drop"))
    )
