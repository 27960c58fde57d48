"""What the project promises of itself: it speaks of nothing but itself, keeps no large files, and stands alone."""

import re
import subprocess
import tomllib

import pytest
from conftest import ROOT

FOREIGN = (
    r"(?<![\w./-])/(?:work|tmp|farm|root|home)/[A-Za-z]",  # a path of one machine
    r"py" + r"pi\.org|pythonho" + r"sted|deb\.deb" + r"ian|npm" + r"js\.org",
)


def kept() -> list[str]:
    ran = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        pytest.skip("this is not a git checkout")
    return [name for name in ran.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(name: str) -> str:
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("pattern", FOREIGN)
def test_no_file_names_a_machine_or_a_package_host(pattern):
    found = [f"{name}: {hit[0]}" for name in kept() for hit in re.finditer(pattern, text_of(name))]
    assert found == []


def test_no_file_is_larger_than_two_megabytes():
    assert [name for name in kept() if (ROOT / name).stat().st_size > 2 * 1024 * 1024] == []


def test_every_dependency_has_a_tested_version():
    pinned = {
        re.split(r"==", line)[0].lower().replace("_", "-")
        for line in text_of("constraints.txt").splitlines()
        if line and not line.startswith("#")
    }
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[<>=]", each)[0].lower() for each in wanted} - pinned == set()
    assert "torch" in pinned
