"""The README tells the truth: each command in it runs, and prints what the README shows."""

import re
import shlex
import shutil
from pathlib import Path

import docx
import pytest
from command import consort
from conftest import ROOT

pytestmark = pytest.mark.model

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def told() -> list[tuple[str, list[str]]]:
    """Return each command shown, with the lines it is said to print."""
    steps: list[tuple[str, list[str]]] = []
    for block in CONSOLE.findall(README):
        for line in block.splitlines():
            if line.startswith("$ "):
                steps.append((line[2:], []))
            elif line.strip():
                steps[-1][1].append(line)
    return steps


@pytest.fixture(scope="module")
def desk(tmp_path_factory, sample) -> Path:
    """A folder as a bid lead has it: the tender's files in one folder, the partners' statements in another."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(sample / "tender", folder / "my-tender")
    shutil.copytree(sample / "partners", folder / "statements")
    shutil.copytree(sample / "tender", folder / "my-tender-amended")
    write_letter(folder / "my-tender-amended" / "clarification-1.docx")
    return folder


def write_letter(path: Path) -> None:
    """Write the letter in which the buyer changes the pack."""
    word = docx.Document()
    word.add_heading("Clarification 1", 0)
    word.add_paragraph("The deadline for the submission of tenders is now 12 noon on 29 January 2027.")
    word.add_paragraph("The weighting of Q2 is changed from 10% to 12%.")
    word.save(path)


@pytest.fixture(scope="module")
def printed(desk) -> dict[str, str]:
    """Everything the README's commands print, run one after the other in that folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(desk)
        patch.setenv("CONSORT_POOL", str(desk / "pool"))
        ran = {command: consort(*shlex.split(command)[1:]) for command, _ in told() if command.startswith("consort ")}
    assert {command: each.err for command, each in ran.items() if each.code} == {}
    return {command: each.out for command, each in ran.items()}


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("command", "lines"), told(), ids=lambda given: given if isinstance(given, str) else "")
def test_a_command_prints_what_the_readme_shows(printed, command, lines):
    if command.startswith("make "):
        assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE)
        return
    place, out = 0, squeezed(printed[command])
    for line in lines:
        for piece in filter(None, (squeezed(part) for part in line.split("..."))):
            found = out.find(piece, place)
            assert found >= 0, f"{command} does not print {piece!r}"
            place = found + len(piece)


def test_the_readme_shows_the_main_verbs():
    verbs = {shlex.split(command)[1] for command, _ in told()}
    assert {"demo", "test", "read", "partners", "search", "propose", "draft", "doctor", "compare"} <= verbs


def test_every_file_the_readme_points_to_is_there():
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / path).exists(), path
