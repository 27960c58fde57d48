"""Word files from before 2007 and RTF, made into Word files by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import InputRejected
from assistant.read.apart.processes import run_within
from assistant.read.guard import MB, damaged, read_bytes

KINDS = {".doc": "MS Word 97", ".rtf": "Rich Text Format"}
NOTE = "It was read through LibreOffice, which made a Word file of it: places in it are those of that Word file."
_CALLED = {".doc": "Word files from before 2007", ".rtf": "RTF files"}
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_SECONDS = 90.0
_MEMORY = 4096 * MB
# No macro runs, no link is followed, and what would go to the network goes nowhere.
_SETTINGS: dict[str, dict[str, str | int]] = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3,
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "Office.Writer/Content/Update": {"Link": 0},
    "Inet/Settings": {
        "ooInetProxyType": 2,
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": 9,
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": 9,
    },
}


def find_office() -> str | None:
    """Return the command that starts LibreOffice, where it is installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((each for each in _PLACES if Path(each).is_file()), None)


def convert(content: bytes, name: str, kind: str) -> bytes:
    """Return the file as a .docx. Raises InputRejected where LibreOffice is missing, or cannot do it in time."""
    office = find_office()
    if office is None:
        raise InputRejected(
            "not_supported",
            name,
            f"{_CALLED[kind]} are read only where LibreOffice is installed",
            "Install LibreOffice (it is free), or open the file in Word and save it as .docx.",
        )
    with TemporaryDirectory(prefix="consort-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        given = folder / f"given{kind}"
        given.write_bytes(content)
        _configure(folder / "profile")
        ended = run_within(_command(office, folder, given, KINDS[kind]), _SECONDS, _confine, cwd=folder)
        if not ended:
            why = f"LibreOffice took more than {_SECONDS:g} seconds over it"
            raise InputRejected("too_slow", name, why, "Open it in Word and save it as .docx.")
        result = folder / "out" / "given.docx"
        if not result.is_file():
            raise damaged(name, "LibreOffice cannot read it; it is damaged or password-protected")
        return read_bytes(result, name)


def _command(office: str, folder: Path, given: Path, kind: str) -> list[str]:
    return [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        f"--infilter={kind}",
        *("--convert-to", "docx:Office Open XML Text", "--outdir", str(folder / "out"), str(given)),
    ]


def _configure(profile: Path) -> None:
    """Write the settings where LibreOffice looks for its user's."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for key, value in settings.items()
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _confine(process: subprocess.Popen[bytes]) -> None:
    """Bound what a program that was just started may use, on the one system where another process can say so."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError, ValueError):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (200 * MB, 200 * MB))
