"""Pages of other sites: those on the list may ask, others may not."""

import pytest

from .visitors import ORIGIN, body, call, refused


def test_a_page_on_the_list_may_ask(page):
    before = call(f"{page.url}/messages", "OPTIONS", Origin=ORIGIN, **{"Access-Control-Request-Method": "POST"})
    asked = page.post(body(), Origin=ORIGIN)
    for answer in (before, asked):
        assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert "Origin" in answer.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    assert asked.status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{ORIGIN}.evil.example", "http://clinic.example"])
def test_a_page_that_is_not_on_the_list_may_not(page, origin):
    before = call(f"{page.url}/messages", "OPTIONS", Origin=origin, **{"Access-Control-Request-Method": "POST"})
    asked = page.post(body(), Origin=origin)
    assert refused(asked, 403, "origin_not_allowed")
    assert refused(call(f"{page.url}/session", "POST", Origin=origin), 403)
    for answer in (before, asked):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    assert page.history() == []


def test_the_servers_own_page_may(server, page):
    assert page.post(body(), Origin=f"http://127.0.0.1:{server.port}").status == 200
