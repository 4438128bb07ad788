"""Who may go on with a talk, begin it anew, delete it: the person with its token."""

import uuid

import jwt

from bot.channels.web_sessions import Sessions

from ..servers import SECRET
from .visitors import Page, body, call, greeting, refused, words

EMERGENCY = "i cant pee and im numb down there"


def tokens(page):
    claims = jwt.decode(page.token, options={"verify_signature": False})
    head, middle, end = page.token.split(".")
    return {
        "none": "",
        "no token": "nonsense",
        "signed by another": Sessions(b"x" * 40).give(claims["sub"]).token,
        "unsigned": jwt.encode(claims, None, "none"),
        "with an id that is none": jwt.encode({**claims, "sub": "web-a\0b"}, SECRET, "HS256"),
        "for something else": jwt.encode({**claims, "aud": "other"}, SECRET, "HS256"),
        "for anything": jwt.encode({"sub": claims["sub"], "exp": claims["exp"]}, SECRET, "HS256"),
        "for ever": jwt.encode({"sub": claims["sub"], "aud": claims["aud"]}, SECRET, "HS256"),
        "changed": f"{head}.{middle[:-2]}AA.{end}",
        "expired": Sessions(SECRET.encode(), days=-1).give(claims["sub"]).token,
    }


def test_only_a_token_given_here_opens_a_talk(page):
    page.say("my secret worry")
    for name, token in tokens(page).items():
        for method, path in (("GET", "history"), ("POST", "messages"), ("POST", "restart"), ("DELETE", "session")):
            if (name, method) == ("expired", "DELETE"):
                continue
            answer = call(f"{page.url}/{path}", method, token, body() if path == "messages" else None)
            assert refused(answer, 401, "expired" if name == "expired" else "no_session"), name
    assert len(page.history()) == 1


def test_what_is_too_old_to_go_on_with_can_still_be_deleted(page):
    page.say("does heat help")
    assert call(f"{page.url}/session", "DELETE", tokens(page)["expired"]).status == 204
    assert refused(call(f"{page.url}/history", token=page.token), 410)


def test_a_token_is_renewed_for_the_same_talk(page):
    page.say("does heat help")
    renewed = call(f"{page.url}/session", "POST", page.token)
    assert renewed.status == 201
    page.token = renewed.json["token"]
    assert len(page.history()) == 1


def test_starting_over_forgets_the_talk_and_keeps_the_token(page):
    page.say("quiz me")
    assert call(f"{page.url}/restart", "POST", page.token).json == {"turns": []}
    assert page.history() == []
    assert "2 of" not in words(page.say("true"))


def test_starting_over_does_not_forget_an_emergency(page):
    page.say(EMERGENCY)
    call(f"{page.url}/restart", "POST", page.token)
    turn = page.say("how do I do the kneeling stretch")
    assert turn["messages"][0]["custom"]["type"] == "emergency"


def test_what_is_to_be_seen_today_stands_beside_the_greeting_after_starting_over(page):
    advice = page.say("since yesterday my left foot is numb")
    assert "today" in words(advice)
    call(f"{page.url}/restart", "POST", page.token)
    text, _ = greeting(page)
    assert "today" in text and "Hi, I'm Ilio" in text


def test_nothing_stands_beside_the_greeting_after_starting_over_from_nothing(page):
    page.say("does heat help")
    call(f"{page.url}/restart", "POST", page.token)
    assert "today" not in greeting(page)[0]


def test_deleted_is_deleted(server, page):
    other = Page(server.url)
    other.say("does heat help")
    mark = f"zebra{uuid.uuid4().hex}"
    page.say(f"my name is {mark}")
    assert mark.encode() in server.stored()
    assert call(f"{page.url}/session", "DELETE", page.token).status == 204
    assert mark.encode() not in server.stored()
    assert refused(call(f"{page.url}/history", token=page.token), 410, "gone")
    assert refused(page.post(body()), 410, "gone")
    assert refused(call(f"{page.url}/session", "POST", page.token), 410)
    assert call(f"{page.url}/session", "DELETE", page.token).status == 204
    assert len(other.history()) == 1
