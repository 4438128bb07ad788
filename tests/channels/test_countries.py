"""Where a person is: the settings before the time zone, the time zone before the country of the language."""

import pytest
from pydantic import BaseModel, ValidationError

from bot.channels.countries import Country, code, in_zone, located


class Settings(BaseModel):
    country: Country


@pytest.mark.parametrize(
    ("locale", "country", "zone", "is_there"),
    [
        ("pt-BR", None, "Europe/London", "pt-GB"),
        ("de", None, "Europe/Zurich", "de-CH"),
        ("en_GB", None, "Asia/Calcutta", "en-IN"),  # as browsers call it, years after its name changed
        ("es-MX", "US", "America/Mexico_City", "es-US"),
        ("en-US", None, "America/New_York", "en-US"),
        ("en-US", None, "America/Indianapolis", "en-US"),
        ("en-US", None, "Europe/Istanbul", "en-TR"),
        ("en-US", None, "UTC", "en"),  # nobody set this browser up, so it is in no country
        ("en-GB", None, "UTC", "en-GB"),
        ("en-GB", None, "Not/AZone", "en-GB"),
        ("en-GB", None, "../../etc/passwd", "en-GB"),
        ("fr-CA", None, None, "fr-CA"),
        (None, None, "Africa/Lagos", "en-NG"),
        (None, "JP", None, "en-JP"),
        (None, None, None, None),
    ],
)
def test_a_person_is_where_the_most_trusted_hint_says(locale, country, zone, is_there):
    assert located(locale, country, zone) == is_there


@pytest.mark.parametrize(("given", "known"), [("uk", "GB"), ("GB", "GB"), ("el", "GR"), ("no", "NO"), ("de", "DE")])
def test_a_country_is_taken_as_people_write_it(given, known):
    assert code(given) == known
    assert Settings(country=given).country == known


@pytest.mark.parametrize("given", ["XX", "", "GBR", "Britain", "en-GB", "G", "AA", False, 44, ["GB"]])
def test_what_is_no_country_is_refused_with_the_mend(given):
    with pytest.raises(ValidationError, match="is no country; write two letters, such as GB"):
        Settings(country=given)


def test_a_zone_is_in_one_country_or_none():
    assert (in_zone("Australia/Perth"), in_zone("Etc/GMT-3"), in_zone("")) == ("AU", None, None)
