"""What most tests of extraction begin with."""

import pytest

from app.extraction import Extractor
from app.extraction.gazetteer import Gazetteer
from app.extraction.lexicon import load_lexicon


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The whole lexicon and no names of the world; modules that need some have one of their own."""
    return Extractor(load_lexicon(), Gazetteer({}, {}, {}, {}, {}, {}, {}, {}))
