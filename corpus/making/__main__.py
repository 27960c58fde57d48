"""Build every Word and Excel file of the sample from its text: `python -m corpus.making`."""

from __future__ import annotations

from pathlib import Path

from corpus.making import pack, prices, statements

ROOT = Path(__file__).resolve().parents[1] / "sample"


def build(root: Path) -> None:
    """Write the tender pack and the partners' statements under `root`, from the texts in `root/text`."""
    for maker in (pack, prices, statements):
        maker.build(root)


if __name__ == "__main__":
    build(ROOT)
    for folder in ("tender", "partners"):
        print(f"{folder}: {sum(path.suffix in ('.docx', '.xlsx') for path in (ROOT / folder).iterdir())} files")
