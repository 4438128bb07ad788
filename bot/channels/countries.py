"""Which country a person is in, for the numbers to call in an emergency: what the settings and the browser tell."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Optional

import pytz

_ALSO = {"UK": "GB", "EL": "GR"}  # what people write for a country whose code is another
_UNSET = "en-US"  # what most browsers say that nobody has set up, wherever they are


def code(given: str) -> Optional[str]:
    """The ISO 3166 code of a country, such as `GB` for `uk`; None where there is no such country."""
    country = _ALSO.get(given.upper(), given.upper())
    return country if country in pytz.country_names else None


def in_zone(zone: str) -> Optional[str]:
    """The country of a time zone such as `Europe/London`; None where that is in no country or is none."""
    return _zones().get(zone)


@lru_cache(maxsize=1)
def _zones() -> Dict[str, str]:
    """Countries by time zone, by the older names too that browsers tell, such as `Asia/Calcutta`."""
    known = {zone: country for country, zones in pytz.country_timezones.items() for zone in zones}
    lines = (Path(pytz.__file__).parent / "zoneinfo" / "tzdata.zi").read_text(encoding="utf-8").splitlines()
    links = (line.split() for line in lines if line.startswith("L "))
    older = {name: known[zone] for _, zone, name in links if zone in known and "/" in name}
    return {**older, **known}


def day(zone: Optional[str]) -> Optional[str]:
    """The day it now is in a time zone, as 2026-11-23; None where there is no such zone."""
    try:
        return datetime.now(pytz.timezone(zone or "")).date().isoformat()
    except pytz.UnknownTimeZoneError:
        return None


def located(locale: Optional[str], country: Optional[str], zone: Optional[str] = None) -> Optional[str]:
    """A locale with the country where a person most likely is: `pt-GB` for Portuguese in London.

    Args:
        locale: the person's language, often with a country that says little of where they are, such as `pt-BR`.
        country: the one the site or the settings name; goes before all else.
        zone: the time zone of the browser, if it told one; goes before the locale's country.
    """
    country = country or in_zone(zone or "")
    if country:
        return f"{(locale or 'en').replace('_', '-').split('-')[0]}-{country}"
    return "en" if zone is not None and locale == _UNSET else locale


class Country(str):
    """A country as settings name it; two letters, kept as its ISO 3166 code."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[..., Any]]:
        yield cls._of

    @classmethod
    def _of(cls, given: Any) -> Country:
        known = code(given) if isinstance(given, str) else None
        if known is None:
            raise ValueError(f"{given!r} is no country; write two letters, such as GB")
        return cls(known)
