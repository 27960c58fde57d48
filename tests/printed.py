"""The numbers that a PDF prints before paragraphs, found by the paragraphs' first words in the text of its pages."""

import re
import subprocess
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import takewhile

NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]?|\(?\w{1,4}\)|[a-zA-Z]\.")

GLUED = re.compile(r"(?<!\S)(\d+(?:\.\d+)+[.)]?|\(\w{1,4}\))(?=[^\W\d])")


@dataclass
class Printed:
    """How the numbers of a document compare with those that are printed.

    `missed` are printed where the document has none. `bare` are those before which nothing stands on the line in
    letters; `lost` those of paragraphs not found.
    """

    same: int = 0
    wrong: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def add(self, number, before, text):
        if letters("".join(before[-len(number.split()) :])) == letters(number):
            self.same += 1
        elif before:
            self.wrong.append((number, " ".join(before), text[:80]))
        else:
            self.bare.append(f"{number} {text[:80]}")


def words_of(pdf):
    """Return the words of a PDF as they stand on the page, each with its line."""
    ran = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=120)
    lines = GLUED.sub(r"\1 ", plain(ran.stdout.decode("utf-8", "replace"))).split("\n")
    return [(word, at) for at, line in enumerate(lines) for word in line.split()]


def pictures_of(pdf):
    """Return how many pictures a PDF shows."""
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    with pypdfium2.PdfDocument(pdf) as opened:
        return sum(1 for page in opened for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))


def plain(text):
    """Return text with one kind of quotation mark, hyphen and space; line-end hyphens as they are elsewhere."""
    text = text.replace("\ufffe", "-").replace("\xa0", " ").replace("\xad", "")
    return text.translate({ord(each): "'" for each in '‘’“”"`'} | {ord(each): "-" for each in "‐‑–—"})


def letters(text):
    return re.sub(r"\W+", "", plain(text)).casefold()


def compare(document, pdf):
    """Compare the numbers of a document's paragraphs with the words printed before them in a PDF of it."""
    blocks = [each for each in document.blocks if each.visible and each.kind not in {"header", "footer", "footnote"}]
    words, printed = words_of(pdf), Printed()
    ours = [
        (at, letters(word)) for at, block in enumerate(blocks) for word in plain(block.text).split() if counts(word)
    ]
    theirs = [(at, letters(word)) for at, (word, _) in enumerate(words) if counts(word)]
    runs = aligned([word for _, word in ours], [word for _, word in theirs])
    begins = {block: at for at, (block, _) in reversed(list(enumerate(ours)))}
    for block, at in sorted(begins.items()):
        number, text, kind = plain(blocks[block].number or ""), blocks[block].text, blocks[block].kind
        if at in runs:
            place = theirs[runs[at]][0]
            before = [word for word, line in words[max(place - 8, 0) : place] if line == words[place][1]]
            own = len(list(takewhile(lambda word: not counts(word), plain(text).split())))
            before = before[: len(before) - own]
            if number:
                printed.add(number, before, text)
            elif kind != "cell" and len(before) == 1 and NUMBER.fullmatch(before[0]):
                printed.missed.append(f"{before[0]} {text[:80]}")
        elif number:
            printed.lost.append(f"{number} {text[:80]}")
    return printed


def counts(word):
    """Return whether a word is one that both have: not a sign, nor what may be a number before a paragraph."""
    return bool(letters(word)) and not NUMBER.fullmatch(word)


def aligned(ours, theirs):
    """Return where each of our words stands among theirs, as far as they run alike."""
    place = {}
    for mine, other, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        place |= {mine + step: other + step for step in range(size)}
    return place


def rendered(path, folder):
    """Return LibreOffice's PDF of a file."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.pdf"
