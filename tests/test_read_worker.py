"""A file is read in a process of its own: whatever happens there, this one goes on and the other files are read."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from build_word import p, texts, word

from assistant.errors import ConsortError, InputRejected
from assistant.read import read_document, read_pack
from assistant.read.apart import workers
from assistant.read.apart.processes import run_within
from assistant.read.apart.workers import Bounds, Task, Workers
from assistant.read.guard import MB
from assistant.records import Document

BOUNDS = Bounds(wall=3, cpu=2, memory=400 * MB, answer=4 * MB, keep=150 * MB, most=2, reader="hostile:read")
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux bounds a process's memory and shows its processes"
)


@pytest.fixture(scope="module")
def hired():
    made = Workers(BOUNDS)
    yield made
    made.close()


def given(content, name="a.txt"):
    return Task(name, Path(name).suffix, content if isinstance(content, bytes) else content.encode(), "0" * 64)


def outcome(found):
    return found.code if isinstance(found, InputRejected) else texts(found)


def run(hired, *contents):
    return hired.read([partial(given, each, f"{at}.txt") for at, each in enumerate(contents)])


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("fill", "too_large"),
        ("flood", "too_large"),
        ("write_to_all", "too_large"),
        ("lie", "crashed"),
        ("fork", "kept"),
        ("deepen", "corrupt"),
        ("crash", "crashed"),
        ("leave", "crashed"),
        ("stop", "crashed"),
        ("lack", "crashed"),
        ("connect", "kept"),
        ("start", "kept"),
        ("write", "kept"),
    ],
)
@linux
def test_a_file_that_breaks_its_reader_is_refused_and_the_others_are_read(hired, deed, code):
    start = time.monotonic()
    found = run(hired, "Before.", deed, "After.", "Later.")
    assert [outcome(each) for each in found] == [["Before."], code, ["After."], ["Later."]]
    assert time.monotonic() - start < BOUNDS.wall + 2
    assert found[1].why


def test_a_file_that_never_ends_is_given_up_and_the_others_are_read(hired):
    start = time.monotonic()
    found = run(hired, "Before.", "sleep", "spin", "After.")
    assert [outcome(each) for each in found] == [["Before."], "too_slow", "too_slow", ["After."]]
    assert time.monotonic() - start < BOUNDS.wall + 2
    why = "reading it took more than 3 seconds"
    assert str(found[1]) == f"1.txt: {why}. Split it, or open it in Word and save it anew as .docx."


def test_what_a_library_prints_is_no_part_of_the_answer(hired):
    assert outcome(run(hired, "shout")[0]) == ["shout"]


def pids(hired, *contents):
    return [each.title for each in run(hired, *contents)]


def test_one_process_reads_file_after_file_and_one_that_grew_is_replaced(hired):
    first, second = pids(hired, "tell")[0], pids(hired, "tell")[0]
    assert first == second
    grown, after = pids(hired, "grow")[0], pids(hired, "tell")[0]
    assert after not in {grown, first}


def test_a_large_program_can_keep_its_processes():
    held = bytearray(b"x") * (BOUNDS.keep + 50 * MB)
    hired = Workers(BOUNDS)
    assert pids(hired, "tell") == pids(hired, "tell")
    hired.close()
    assert held


@linux
def test_a_process_that_died_while_it_waited_is_replaced(hired):
    os.kill(int(pids(hired, "tell")[0]), signal.SIGKILL)
    time.sleep(0.1)
    assert outcome(run(hired, "text")[0]) == ["text"]


def test_outcomes_stand_in_the_order_of_the_files_whichever_ends_first(hired):
    long = "word " * 200_000
    found = run(hired, long, *(f"File {at}." for at in range(1, 40)))
    assert [each.name for each in found] == [f"{at}.txt" for at in range(40)]
    assert [texts(each) for each in found[1:]] == [[f"File {at}."] for at in range(1, 40)]


def test_a_file_that_is_refused_before_it_is_read_needs_no_process():
    def refuse():
        raise InputRejected("missing", "a.docx", "there is no such file")

    hired = Workers(BOUNDS)
    assert outcome(hired.read([refuse])[0]) == "missing"
    assert not hired._idle


def alive(pid):
    try:
        os.kill(int(pid), 0)
        return "Z" not in Path(f"/proc/{int(pid)}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False


def gone(pid, seconds=5):
    """Return whether a process that was told to end, and is not ours to wait for, ends soon."""
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.01)
    return not alive(pid)


@linux
def test_a_process_that_was_ended_leaves_nothing_behind():
    hired = Workers(BOUNDS)
    pid = pids(hired, "tell")[0]
    assert alive(pid)
    hired.close()
    assert not Path(f"/proc/{pid}").exists()


# A test run that was started in the background may have been told to ignore the interruption.
PARENT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from hostile import *
from pathlib import Path
from assistant.read.apart.workers import *
from assistant.read.guard import MB
hired = Workers(Bounds(wall=600, cpu=1, reader="hostile:read", most=1))
say = lambda text: (sys.stdout.write(text), sys.stdout.flush())
say(hired.read([lambda: Task("a", "", b"tell", "")])[0].title + chr(10))
hired.read([lambda: Task("a", "", sys.argv[1].encode(), "")] * 2)
"""


@linux
@pytest.mark.parametrize(
    ("deed", "sign"), [("sleep", signal.SIGINT), ("spin", signal.SIGINT), ("spin", signal.SIGKILL)]
)
def test_processes_end_with_the_one_that_started_them(deed, sign):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, deed],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    with parent:
        pid = parent.stdout.readline().decode().strip()
        time.sleep(0.3)
        parent.send_signal(sign)
        complaints = parent.stderr.read().decode()
    assert gone(pid, 8)
    assert complaints.count("Traceback") <= 1  # the interruption itself


def test_an_interpreter_that_cannot_be_started_is_said_to_be(monkeypatch):
    monkeypatch.setattr(workers.sys, "executable", "/bin/false")
    with pytest.raises(ConsortError, match="could not be started to read them"):
        Workers(BOUNDS).read([partial(given, "text")])


def test_the_folder_that_it_is_called_from_is_not_trusted(tmp_path, monkeypatch):
    for name in ("assistant", "lxml", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit")
    (tmp_path / "a.docx").write_bytes(word(p("text")))
    monkeypatch.chdir(tmp_path)
    hired = Workers()
    try:
        found = hired.read([partial(given, word(p("text")), "a.docx")])
    finally:
        hired.close()
    assert outcome(found[0]) == ["text"]


def test_the_start_is_light():
    listed = "import sys, assistant.read.apart.worker, assistant.read.word.reader; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()
    assert not {"torch", "spacy", "numpy", "sentence_transformers", "click", "docx", "pdfplumber"} & set(modules)


def test_the_same_is_read_apart_as_in_this_process(tmp_path, sample):
    path = sample / "tender" / "01-invitation-to-tender.docx"
    from assistant.read.content import read_content

    here = read_content(path.read_bytes(), path.name, path.suffix)
    apart = read_document(path)
    assert isinstance(apart, Document)
    assert apart == here.model_copy(update={"sha256": apart.sha256})


def test_a_pack_goes_on_when_one_file_breaks_the_reader(tmp_path, monkeypatch, hired):
    monkeypatch.setattr("assistant.read.pack.workers", lambda: hired)
    for name, text in (("a.txt", "One."), ("b.txt", "leave"), ("c.txt", "Two.")):
        (tmp_path / name).write_text(text)
    found = read_pack([tmp_path])
    assert [each.name for each in found.documents] == ["a.txt", "c.txt"]
    assert [(each.name, each.code, each.why) for each in found.rejected] == [
        ("b.txt", "crashed", "the reader broke down over it. Open it in Word and save it anew as .docx.")
    ]


@linux
def test_a_program_that_does_not_end_is_ended_with_all_that_it_started(tmp_path):
    start = time.monotonic()
    nested = ["sh", "-c", f"sleep 600 & echo $! > {tmp_path / 'pid'}; wait"]
    assert not run_within(nested, 0.5, lambda _: None, tmp_path)
    assert time.monotonic() - start < 3
    assert gone((tmp_path / "pid").read_text())
    assert run_within(["true"], 5, lambda _: None, tmp_path)
