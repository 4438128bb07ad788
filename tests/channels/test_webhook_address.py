"""An address that a chat service is to reach: refused where it can't."""

import pytest

from bot.channels.webhook_address import webhook
from bot.errors import BadAddress

WRONG = [
    "https://[", "https://[::1", "http://ilio.example", "ilio.example", "//ilio.example", "https://", "https:///x", "",
    " https://ilio.example", "https://ilio.example ", "https://il io.example", "https://ilio.example\n", "https://a\tb.example",
    "https://ilio.example?", "https://ilio.example/#", "https://ilio.example/?q=1", "https://me:word@ilio.example",
    "https://localhost", "https://server", "https://127.0.0.1", "https://10.1.2.3", "https://[::1]", "https://1.2.3",
    "https://ilio.example:x", "https://ilio.example:99999", "https://ilio.example:0", "https://-ilio.example",
    "https://ilio..example", "https://hüfte.example", "ftp://ilio.example",
]  # fmt: skip


@pytest.mark.parametrize("address", WRONG)
@pytest.mark.parametrize("command", [("slack", "manifest"), ("telegram", "set-webhook")])
def test_an_address_that_no_service_reaches_is_refused(ilio, command, address):
    status, said = ilio(*command, address)
    assert status == 2
    assert said.startswith(repr(address)) and said.endswith("Give one like https://ilio.example")


@pytest.mark.parametrize(
    ("address", "made"),
    [
        ("https://ilio.example", "https://ilio.example/hook"),
        ("https://ilio.example/", "https://ilio.example/hook"),
        ("https://ilio.example/hook", "https://ilio.example/hook"),
        ("https://a.b-c.example:8443/ilio/", "https://a.b-c.example:8443/ilio/hook"),
        ("https://93.184.215.14", "https://93.184.215.14/hook"),
        ("https://xn--hfte-0ra.example", "https://xn--hfte-0ra.example/hook"),
    ],
)
def test_an_address_is_taken_with_the_path_or_without(address, made):
    assert webhook(address, "/hook", (443, 8443)) == made


def test_a_port_that_the_service_does_not_talk_to_is_refused():
    with pytest.raises(BadAddress, match="must be one of 443, 8443"):
        webhook("https://ilio.example:5005", "/hook", (443, 8443))
    assert webhook("https://ilio.example:5005", "/hook") == "https://ilio.example:5005/hook"
