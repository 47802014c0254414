"""Documents to lines of articles."""

import json
from pathlib import Path

from app.errors import ArticleError
from app.reading.limits import Limits
from app.scale.documents import Sent, error_of, unpack


def unpacked(tmp_path: Path, content: str, **given: object) -> list[dict[str, str | None]]:
    (tmp_path / "sent").write_text(content, encoding="utf-8")
    number = unpack(Sent(tmp_path / "sent", "saker", **given), tmp_path / "lines")  # type: ignore[arg-type]
    found = [json.loads(line) for line in (tmp_path / "lines").read_text(encoding="utf-8").splitlines()]
    assert len(found) == number
    assert sorted(file.name for file in tmp_path.iterdir()) == ["lines", "sent"]
    return found


def records(*texts: str) -> str:
    return "".join(json.dumps({"id": f"n{n}", "text": text}) + "\n" for n, text in enumerate(texts))


def test_articles_and_errors_stand_in_their_places(tmp_path: Path) -> None:
    first, second, third = unpacked(tmp_path, records("Kari møtte Liv.", "", "Per møtte Ola."))
    assert (first["id"], first["text"], third["id"]) == ("n0", "Kari møtte Liv.", "n2")
    assert error_of(first) is None
    error = error_of(second)
    assert isinstance(error, ArticleError) and "saker" in error.place


def test_fields_and_limits_are_those_of_the_settings(tmp_path: Path) -> None:
    content = json.dumps([{"nr": "a", "innhald": "Kari møtte Liv."}, {"nr": "b", "innhald": "x" * 200}])
    found = unpacked(tmp_path, content, fields={"text": "innhald", "id": "nr"}, limits=Limits(article=100))
    assert found[0]["id"] == "a"
    assert "longer than" in str(error_of(found[1]))


def test_what_unpacks_to_far_more_than_may_be_sent_is_broken_off(tmp_path: Path) -> None:
    found = unpacked(tmp_path, records(*["Kari møtte Liv."] * 20), max_bytes=6)
    assert len(found) == 9
    assert "the rest is left" in str(error_of(found[-1]))


def test_an_address_too_long_for_requests_is_left_out(tmp_path: Path) -> None:
    url = "https://blad.example/" + "x" * 3_000
    (found,) = unpacked(tmp_path, json.dumps({"id": "a", "text": "Kari møtte Liv.", "url": url}))
    assert found["url"] is None
