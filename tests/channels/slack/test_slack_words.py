"""Texts in and out of Slack, and long ones in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack_words import escaped, heard, mrkdwn
from bot.channels.splitting import split

from .slack_fake import check_marks


def written(text):
    return len(mrkdwn(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<@U0ILIO> does heat help", "does heat help"),
        ("<@U0ILIO|ilio> hi <@U2|ann> in <#C1|room> <!here> <!subteam^S1|@team>", "hi @ann in #room @here @team"),
        ("see <https://a.example/?a=1&amp;b=2|this> or <https://b.example>", "see this or https://b.example"),
        ("<mailto:a@b.example|a@b.example> &lt;3 &amp;amp;", "a@b.example <3 &amp;"),
        ("a < b", "a < b"),
    ],
)
def test_what_was_typed_is_read_without_marks(text, said):
    assert heard(text, "U0ILIO") == said


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("**Stop** now & *here* <!channel>", "*Stop* now &amp; _here_ &lt;!channel&gt;"),
        ("- one\n- two\n1. three", "• one\n• two\n1. three"),
        ("[words](https://a.example/?a=1&b=2)", "<https://a.example/?a=1&amp;b=2|words>"),
        ("[words](javascript:alert(1))", "[words](javascript:alert(1))"),
    ],
)
def test_markdown_is_written_in_slacks_way(text, written):
    assert mrkdwn(text) == written


@given(st.text(max_size=300))
def test_nothing_mentions_or_links_by_accident(text):
    check_marks(escaped(text))
    check_marks(mrkdwn(text))


@given(st.text(alphabet="ab. &<>\n*é🙂", max_size=400), st.integers(20, 90))
def test_split_texts_hold_everything_in_order(text, most):
    parts = split(text, most, written)
    assert all(0 < len(mrkdwn(each)) <= most for each in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_texts_are_split_between_sentences():
    text = " ".join(f"This is sentence number {number}." for number in range(300))
    parts = split(text, 3000, written)
    assert len(parts) > 2
    assert all(each.endswith(".") and each.startswith("This") for each in parts)
