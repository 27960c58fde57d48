import json
import shlex
import subprocess
import sys
import time

import click
import pytest
from command import consort

import cli


def commands(group=cli.consort, trail=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*trail, name))
        yield (*trail, name)


@pytest.mark.parametrize("trail", commands(), ids=" ".join)
def test_every_command_shows_an_example_that_is_a_command(trail):
    ran = consort(*trail, "--help")
    assert ran.code == 0
    examples = [line.split("<")[0] for line in ran.out.splitlines() if line.strip().startswith("consort ")]
    assert examples
    for example in examples:
        words = shlex.split(example)[1:]
        context = click.Context(cli.consort)
        command = cli.consort
        while isinstance(command, click.Group):
            name, command, words = command.resolve_command(context, words)
            assert command is not None, example
        command.make_context(name, words, resilient_parsing=False)


def test_help_answers_at_once_and_loads_nothing_heavy():
    heavy = ["torch", "sentence_transformers", "spacy", "scipy", "faiss", "onnxruntime", "docx", "lxml", "pydantic"]
    code = f"import cli, sys; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "cli", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


def test_json_is_one_object_and_nothing_else(sample):
    ran = consort("read", sample / "tender", "--blocks", "--json")
    assert json.loads(ran.out)["schema"] == "consort.read/1"
    assert ran.err == ""
