"""Settings come from the environment and from options, and a wrong one is named."""

from pathlib import Path

import pytest

from app.config import SettingError, Settings, load_settings
from app.graph.remote.address import RemoteAddress


def test_the_environment_overrides_defaults_and_options_override_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NYHENDEGRAF_PORT", "8001")
    monkeypatch.setenv("NYHENDEGRAF_HOST", "::1")
    chosen = load_settings(port=8002)
    assert (chosen.port, chosen.host) == (8002, "::1")


def test_loopback_is_the_default() -> None:
    assert Settings().host == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("processes", 0),
        ("batch_size", -1),
        ("port", 70_000),
        ("base_iri", "no iri"),
        ("base_iri", "http://x"),
        ("language", "sv"),
    ],
)
def test_a_wrong_value_is_named_with_its_setting(name: str, value: object) -> None:
    with pytest.raises(SettingError, match=f"{name} = .*NYHENDEGRAF_{name.upper()}"):
        load_settings(**{name: value})


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_preferred_language_comes_first() -> None:
    assert Settings(language="nb").languages == ("nb", "nn", "en")


def test_a_store_is_a_folder_or_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings(store="data/store").place == Path("data/store")
    monkeypatch.setenv("NYHENDEGRAF_STORE", "https://example.org/sparql")
    monkeypatch.setenv("NYHENDEGRAF_STORE_USER", "kari")
    monkeypatch.setenv("NYHENDEGRAF_STORE_PASSWORD", "løyndord")
    monkeypatch.setenv("NYHENDEGRAF_STORE_TOKEN", "teikn")
    chosen = load_settings()
    assert chosen.place == RemoteAddress(
        "https://example.org/sparql", user="kari", password="løyndord", token="teikn"
    )
    for shown in (repr(chosen), str(chosen), repr(chosen.place)):
        assert "løyndord" not in shown
        assert "teikn" not in shown
