"""The command line: each command parses, calls one function, prints. Heavy libraries load only when they are needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant import __version__
from assistant.errors import ConsortError, Exit, InputRejected

if TYPE_CHECKING:
    from assistant.records import Rejected

PACK = click.argument("pack", nargs=-1, required=True, type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
US = click.option("--us", metavar="NAME", help="Your own organisation: it is always in the line-up.")
DECISIONS = click.option(
    "--decisions", metavar="FILE", type=click.Path(path_type=Path), help="A register in which you put things right."
)
MAX_PARTNERS = click.option(
    "--max-partners", type=click.IntRange(1), default=10, show_default=True, help="Most members in a line-up."
)
MUST = click.option("--must", multiple=True, metavar="NAME", help="A partner that has to be in. May be repeated.")
WITHOUT = click.option("--without", multiple=True, metavar="NAME", help="A partner to leave out. May be repeated.")
TOP = click.option("-k", "top", type=click.IntRange(1, 20), default=3, show_default=True, help="How many line-ups.")


def say(text: str) -> None:
    """Show progress on the terminal's last line; say nothing when nobody is looking."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[2K{text}")
        sys.stderr.flush()


def show(lines: Any) -> None:
    """Print lines of text, clearing a progress line first."""
    say("")
    for line in lines:
        click.echo(line)


def complain(text: str) -> None:
    say("")
    click.echo(text, err=True)


def finish(rejected: tuple[Rejected, ...]) -> None:
    """Say what could not be read and leave with the contract's exit code; the rest is done."""
    for each in rejected:
        complain(f"Not read: {each.name}: {each.why}")
    if rejected:
        raise click.exceptions.Exit(Exit.REJECTED)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--pool",
    type=click.Path(path_type=Path),
    envvar="CONSORT_POOL",
    help="The folder where your partners live. Default: your user data folder.",
)
@click.version_option(__version__, prog_name="consort")
@click.pass_context
def consort(context: click.Context, pool: Path | None) -> None:
    """Read a tender, find who can prove what, propose a consortium, draft the response. Nothing leaves this computer.

    \b
    Try it on the sample that comes with it:
      consort demo
    Then with your own files:
      consort read my-tender/
      consort compare my-tender/ my-tender-amended/
      consort partners add statements/
      consort search "youth dance for young people with SEND"
      consort propose my-tender/
      consort draft my-tender/
    """
    context.obj = pool


def pool_folder(given: Path | None) -> Path:
    """Return the pool's folder: the one given, else the platform's user data folder."""
    if given is not None:
        return given
    from platformdirs import user_data_path

    return user_data_path("consort", appauthor=False) / "pool"


@consort.command()
@click.option("--out", type=click.Path(path_type=Path), help="Where to put the results. Default: a new folder here.")
def demo(out: Path | None) -> None:
    """Do the whole job on the shipped sample: a council's tender pack and 24 partners.

    \b
    Example:
      consort demo
    """
    from assistant.demo import run_demo

    show(run_demo(out, say))


@consort.command()
@PACK
@click.option("--all", "every", is_flag=True, help="Every sentence with what it is: requirement, question, context ...")
@click.option("--blocks", is_flag=True, help="Only the text as read. Fast, for any number of files.")
@click.option(
    "--register", metavar="FILE", type=click.Path(path_type=Path), help="Write what was found to a workbook to edit."
)
@DECISIONS
@JSON
def read(
    pack: tuple[Path, ...],
    *,
    every: bool,
    blocks: bool,
    register: Path | None,
    decisions: Path | None,
    as_json: bool,
) -> None:
    """Say what a tender asks. PACK is one or more files, or a folder.

    \b
    Example:
      consort read my-tender/
      consort read invitation.docx specification.docx --json
      consort read my-tender/ --register register.xlsx
      consort read my-tender/ --decisions register.xlsx
    """
    from assistant import bid, tell

    if blocks and (register or decisions):
        raise click.UsageError("--blocks only shows the text: leave out --register and --decisions.")
    if blocks:
        reading = bid.read_blocks(pack, say)
    elif register:
        reading = bid.write_register(pack, register, say, decisions)
    else:
        reading = bid.read_tender(pack, say, decisions)
    if as_json:
        show([tell.reading_json(reading, every=every)])
    else:
        show(tell.blocks(reading) if blocks else tell.reading(reading, every=every))
        if register:
            show(tell.register(register))
    finish(reading.rejected)


@consort.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@JSON
def compare(old: Path, new: Path, as_json: bool) -> None:
    """Say what an amendment changes. OLD and NEW are each a file, a folder or a zip file.

    \b
    Example:
      consort compare my-tender/ my-tender-amended/
    """
    from assistant import bid, tell

    found = bid.compare_packs(old, new, say)
    show([tell.changes_json(found)] if as_json else tell.changes(found))
    finish(found.rejected)


@consort.group()
def partners() -> None:
    """Your pool of partners: add, list, show, forget, check.

    \b
    Example:
      consort partners add statements/
      consort partners list
    """


@partners.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--model", metavar="NAME", help="Another sentence-transformers model, by name or folder, for a new pool.")
@JSON
@click.pass_obj
def partners_add(pool: Path | None, paths: tuple[Path, ...], model: str | None, as_json: bool) -> None:
    """Add statements (Word, PDF, text), profiles (toml, json), tables (csv, xlsx, jsonl) or a folder of them.

    \b
    Example:
      consort partners add statements/northlight-dance.docx
    """
    from assistant import bid, tell

    added = bid.add_partners(pool_folder(pool), paths, say, model)
    show([tell.added_json(added)] if as_json else tell.added(added))
    finish(added.rejected)


@partners.command("list")
@JSON
@click.pass_obj
def partners_list(pool: Path | None, as_json: bool) -> None:
    """List everybody in the pool.

    \b
    Example:
      consort partners list
    """
    from assistant import bid, tell

    everybody = bid.list_partners(pool_folder(pool))
    show([tell.partners_json(everybody)] if as_json else tell.partners(everybody))


@partners.command("show")
@click.argument("name")
@JSON
@click.pass_obj
def partners_show(pool: Path | None, name: str, as_json: bool) -> None:
    """Show one partner: its profile and what its statement says.

    \b
    Example:
      consort partners show "Northlight Dance"
    """
    from assistant import bid, tell

    known = bid.show_partner(pool_folder(pool), name)
    show([tell.partner_json(known)] if as_json else tell.partner(known))


@partners.command("forget")
@click.argument("name")
@click.pass_obj
def partners_forget(pool: Path | None, name: str) -> None:
    """Remove a partner and every trace of it from the pool.

    \b
    Example:
      consort partners forget "Northlight Dance"
    """
    from assistant import bid

    show([f"Forgotten: {bid.forget_partner(pool_folder(pool), name)}. Your own files are untouched."])


@partners.command("check")
@JSON
@click.pass_obj
def partners_check(pool: Path | None, as_json: bool) -> None:
    """Check the pool: what is missing, damaged or out of date.

    \b
    Example:
      consort partners check
    """
    from assistant import bid, tell

    health = bid.check_pool(pool_folder(pool))
    show([tell.health_json(health)] if as_json else tell.health(health))
    if any(line.status == "fail" for line in health):
        raise click.exceptions.Exit(Exit.INDEX)


@consort.command()
@click.argument("text")
@click.option("-k", "top", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many partners.")
@JSON
@click.pass_obj
def search(pool: Path | None, text: str, top: int, as_json: bool) -> None:
    """Find who can meet a need. TEXT is the need, or - to read one a line from standard input.

    \b
    Example:
      consort search "weekly dance for young people with SEND"
      consort search - --json < needs.txt
    """
    from assistant import bid, tell

    needs = [line.strip() for line in sys.stdin if line.strip()] if text == "-" else [text]
    for found in bid.search_partners(pool_folder(pool), needs, top):
        show([tell.search_json(found)] if as_json else tell.search(found))


@consort.command()
@PACK
@US
@MAX_PARTNERS
@MUST
@WITHOUT
@TOP
@DECISIONS
@JSON
@click.pass_obj
def propose(pool: Path | None, /, pack: tuple[Path, ...], as_json: bool, decisions: Path | None, **wishes: Any) -> None:
    """Propose line-ups: who leads, who covers what, what is missing, what breaks if one drops out.

    \b
    Example:
      consort propose my-tender/
      consort propose my-tender/ --us "Northlight Dance" --max-partners 4
    """
    from assistant import bid, tell

    plan = bid.propose_lineups(pool_folder(pool), pack, bid.wishes(**wishes), say, decisions)
    show([tell.proposal_json(plan)] if as_json else tell.proposal(plan))
    finish(plan.reading.rejected)


@consort.command()
@PACK
@US
@MAX_PARTNERS
@MUST
@WITHOUT
@click.option("--lineup", type=click.IntRange(1, 20), default=1, show_default=True, help="Which proposed line-up.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to put the results. Default: a new folder here.")
@DECISIONS
@click.option("--fail-on", type=click.Choice(["gaps"]), help="Exit with 5 if the draft has gaps to complete.")
@JSON
@click.pass_obj
def draft(
    pool: Path | None,
    /,
    pack: tuple[Path, ...],
    *,
    lineup: int,
    out: Path | None,
    decisions: Path | None,
    fail_on: str | None,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Draft the response in Word, with a compliance matrix and a request to each partner.

    \b
    Example:
      consort draft my-tender/ --out my-response
      consort draft my-tender/ --lineup 2
    """
    from assistant import bid, tell

    chosen = bid.wishes(**wishes, top=max(3, lineup))
    done = bid.draft_response(pool_folder(pool), pack, bid.Order(chosen, lineup, out, decisions), say)
    show([tell.draft_json(done)] if as_json else tell.draft(done))
    finish(done.plan.reading.rejected)
    if fail_on and done.gaps:
        complain(f"The draft has {done.gaps} gaps to complete.")
        raise click.exceptions.Exit(Exit.GAPS)


@consort.command()
@JSON
@click.pass_obj
def doctor(pool: Path | None, as_json: bool) -> None:
    """Check this installation and the pool, and say what to do about what is wrong.

    \b
    Example:
      consort doctor
    """
    from assistant import doctor, tell

    lines = doctor.examine(pool_folder(pool))
    show([tell.health_json(lines)] if as_json else tell.health(lines))
    if any(line.status == "fail" for line in lines):
        raise click.exceptions.Exit(Exit.FAILED)


def run(command: Callable[[], Any]) -> int:
    """Call a command and return its exit code; every error is one line that says what to do next."""
    try:
        return int(command() or 0)
    except ConsortError as error:
        complain(f"Not read: {error}" if isinstance(error, InputRejected) else str(error))
        code: int = error.exit_code
    except click.ClickException as error:
        say("")
        error.show()
        code = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("Stopped. Nothing half-finished was kept.")
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = Exit.FAILED
    except OSError as error:
        why = error.strerror or str(error)
        complain(f"{error.filename or 'A file'} cannot be used: {why}. Check the folder and the disk, then try again.")
        code = Exit.FAILED
    return code


def main() -> None:
    """Run the command line."""
    sys.exit(run(lambda: consort.main(standalone_mode=False, prog_name="consort")))


if __name__ == "__main__":
    main()
