"""What comes again is known."""

from bot.channels.deduplication import Seen


def test_what_comes_again_is_known_until_many_others_came():
    seen = Seen(most=3)
    assert [seen.first(each) for each in (1, 1, 2, 3, 4, 1)] == [True, False, True, True, True, True]
    seen.forget(4)
    assert seen.first(4)
