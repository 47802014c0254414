import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")

from torch import Tensor, nn  # noqa: E402

from app.errors import RunError  # noqa: E402
from app.language.model.packing import joined  # noqa: E402
from app.training.encoder import PARTS, apart_of, build_encoder, find_encoder, from_published  # noqa: E402


def test_masked_pieces_do_not_matter_and_both_attentions_agree(encoder: Path, tmp_path: Path) -> None:
    network = build_encoder(find_encoder(str(encoder), tmp_path), local_layers=1).eval()
    positions = torch.arange(6)
    pieces = torch.tensor([[0, 10, 11, 2]])
    padded = torch.tensor([[0, 10, 11, 2, 1, 1]])
    mask = torch.tensor([[True] * 4 + [False] * 2])[:, None, None]
    with torch.no_grad():
        alone = network.upper(network.lower(pieces, positions[:4], None, None, 1), None, None, 1)
        beside = network.upper(network.lower(padded, positions, mask, None, 1), mask, None, 1)
    assert torch.allclose(alone, beside[:, :4], atol=1e-5)


def test_lower_layers_see_one_sentence_and_a_low_bias_shuts_the_others_out(
    encoder: Path, tmp_path: Path
) -> None:
    network = build_encoder(find_encoder(str(encoder), tmp_path), local_layers=1).eval()
    first, second = [0, 10, 11, 2], [0, 12, 2]
    window = joined([first, second])
    apart = apart_of(torch.tensor([window.sentences]))

    def states(layers: int) -> Tensor:
        lower = network.lower(torch.tensor([window.pieces]), torch.tensor(window.positions), None, apart, 1)
        return network.upper(lower, None, apart, 1)[0] if layers else lower[0]

    def alone(pieces: list[int], layers: int) -> Tensor:
        lower = network.lower(torch.tensor([pieces]), torch.arange(len(pieces)), None, None, 1)
        return network.upper(lower, None, None, 1)[0] if layers else lower[0]

    with torch.no_grad():
        assert torch.allclose(states(0), torch.cat([alone(first, 0), alone(second, 0)]), atol=1e-5)
        assert not torch.allclose(states(1)[:4], alone(first, 1), atol=1e-5)
        for layer in network.layers:
            if isinstance(layer.neighbour_bias, nn.Parameter):
                layer.neighbour_bias.fill_(-1e4)
        assert torch.allclose(states(1), torch.cat([alone(first, 1), alone(second, 1)]), atol=1e-5)


def test_published_names_become_ours(encoder: Path, tmp_path: Path) -> None:
    """An encoder renamed to BERT's published names and back is the same."""
    ours = find_encoder(str(encoder), tmp_path).weights
    published = {
        "embeddings.word_embeddings.weight": ours["embeddings.word"],
        "embeddings.position_embeddings.weight": ours["embeddings.position"],
        "embeddings.token_type_embeddings.weight": ours["embeddings.type"][None].expand(2, -1),
        "embeddings.LayerNorm.weight": ours["embeddings.norm.weight"],
        "embeddings.LayerNorm.bias": ours["embeddings.norm.bias"],
    }
    names = dict(PARTS.values())
    for name, value in ours.items():
        if name.startswith("layers."):
            _, index, rest = name.split(".", 2)
            part, kind = rest.rsplit(".", 1)
            theirs = names.get(part) or part.replace("attention.", "attention.self.")
            published[f"encoder.layer.{index}.{theirs}.{kind}"] = value
    back = from_published(published)
    assert back.keys() == ours.keys()
    assert all(torch.equal(back[name], ours[name]) for name in ours)


def test_folder_without_an_encoder(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no encoder\.safetensors"):
        find_encoder(str(tmp_path), tmp_path)


def test_hub_name_without_transformers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(RunError, match="need transformers"):
        find_encoder("someone/some-encoder", tmp_path)
