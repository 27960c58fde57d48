"""Profiles: the fields of a Partner in toml, yaml or json, and what a profile leaves unsaid."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import InputRejected
from assistant.records import Partner

SUFFIXES = (".toml", ".yaml", ".yml", ".json")


def read_profile(path: Path) -> Partner:
    """Return the partner a profile describes. Raises InputRejected when it is not one."""
    data = _load(path)
    if not isinstance(data, dict):
        raise InputRejected("not_a_profile", path.name, "it holds no fields such as name and turnover")
    data.setdefault("name", "")
    if not data["name"]:
        raise InputRejected("no_name", path.name, 'the profile has no name (name = "...")')
    try:
        return Partner.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputRejected("not_a_profile", path.name, f"{where}: {_plain(first)}") from error


def _load(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".toml":
            return tomllib.loads(text)
        if path.suffix.lower() == ".json":
            return json.loads(text)
        import yaml

        try:
            return yaml.safe_load(text)
        except yaml.YAMLError as error:
            raise ValueError(str(error).splitlines()[0]) from error
    except OSError as error:
        raise InputRejected("unreadable", path.name, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise InputRejected("corrupt", path.name, f"it is not valid {path.suffix[1:]}: {error}") from error


def _plain(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return f"there is no such field; the fields are {', '.join(Partner.model_fields)}"
    return f"{error['msg'].lower()}, not {error['input']!r}"


def missing(partner: Partner) -> tuple[str, ...]:
    """Return what the profile does not say though a tender will ask, in plain words."""
    insured = {each.kind for each in partner.insurances}
    alone = partner.sole_practitioner
    unsaid = (
        ("form (charity, company, sole practitioner ...)", not partner.form and not alone),
        ("where it is based", not partner.based_in),
        ("where it works", not partner.places),
        ("whom it works with", not partner.groups),
        ("income", not partner.turnover),
        ("staff", partner.staff is None and not alone),
        ("free days in a year", partner.days_free is None),
        ("public liability insurance", "public_liability" not in insured),
        ("safeguarding policy and when it was reviewed", not _reviewed(partner)),
        ("whether it may lead", partner.may_lead is None),
        ("contact", not partner.contact),
    )
    return tuple(what for what, absent in unsaid if absent)


def _reviewed(partner: Partner) -> bool:
    return any(re.search("safeguard", each.name, re.IGNORECASE) and each.reviewed for each in partner.policies)
