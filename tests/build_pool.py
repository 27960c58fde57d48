"""A toy pool held in the head: a dance company, a choir for older people, a museum and a poet."""

from pathlib import Path

from encoder import CountingEncoder

from assistant.index import Pool
from assistant.records import Capability, Partner, Source, Statements

SAID = {
    "Quayside Dance": (
        Partner(
            name="Quayside Dance", id="quayside-dance", based_in="Quayside", groups=("young people aged 11 to 19",)
        ),
        "In 2025 we ran 80 weekly dance classes for 120 young people.",
        "Our dance studio is open on Saturdays.",
    ),
    "Evening Choir": (
        Partner(name="Evening Choir", id="evening-choir", based_in="Hilltop", groups=("older people",)),
        "In 2024 our choir sang weekly with 64 older people living with dementia.",
        "We do not work with young people.",
    ),
    "Hilltop Museum": (
        Partner(name="Hilltop Museum", id="hilltop-museum", based_in="Hilltop"),
        "The museum lends old maps and photographs to schools.",
    ),
    "Ada Finch": (
        Partner(name="Ada Finch", id="ada-finch", sole_practitioner=True, based_in="Quayside"),
        "I led 12 poetry evenings in 2025, and 31 young people wrote a book.",
    ),
}


def statements(name: str) -> Statements:
    partner, *texts = SAID[name]
    return Statements(partner=partner, capabilities=tuple(capability(partner, text, n) for n, text in enumerate(texts)))


def capability(partner: Partner, text: str, number: int = 0, **more: object) -> Capability:
    evidenced = any(letter.isdigit() for letter in text)
    given = {
        "id": f"{partner.id}/{number}",
        "partner": partner.name,
        "text": text,
        "years": tuple(int(word) for word in text.replace(",", "").split() if word in ("2024", "2025")),
        "numbers": tuple(word for word in text.split() if word.isdigit() and len(word) < 4),
        "evidenced": evidenced,
        "disclaims": " do not " in text,
        "source": Source(document=f"{partner.id}.docx", block=f"p{number}", start=0, end=len(text)),
    }
    return Capability.model_validate({**given, **more})


def toy_pool(folder: Path, encoder: CountingEncoder | None = None, names: tuple[str, ...] = tuple(SAID)) -> Pool:
    pool = Pool.open(folder, encoder or CountingEncoder(), create=True)
    pool.add([statements(name) for name in names], lambda text: None)
    return pool
