from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real public documents that the project is developed on, where it is there."""
    path = ROOT.parent / "shared"
    if not (path / "data").is_dir():
        pytest.skip("the folder of public tender documents is not beside this checkout")
    return path


@pytest.fixture(scope="session")
def sample() -> Path:
    return ROOT / "corpus" / "sample"
