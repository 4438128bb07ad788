"""The secret that all channels share."""

import pytest

from bot.channels.secret import ENVIRONMENT, secret


def test_a_secret_is_made_once_and_nobody_else_can_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    made = secret(tmp_path / "secret")
    assert made == secret(tmp_path / "secret")
    assert len(made) >= 32
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
    monkeypatch.setenv(ENVIRONMENT, "short")
    with pytest.raises(ValueError, match="openssl"):
        secret(tmp_path / "secret")
