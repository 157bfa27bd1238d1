"""Findings in the formats of other tools."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from okr._command.lines import line_of
from okr._rows import FindingRow

SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


class Source:
    """The file of a plan, and where things stand in it."""

    def __init__(self, path: str, document: str | None) -> None:
        """Create a source from a path and, of a JSON file, its text."""
        self.path = path.replace("\\", "/")
        self._document = document

    def line(self, finding: FindingRow) -> int:
        """Return the line of a finding; 1 where it is not known."""
        if self._document is None or finding["path"] is None:
            return 1
        return line_of(self._document, finding["path"])


def github(findings: Iterable[FindingRow], source: Source) -> str:
    """Return findings as annotations of GitHub Actions."""
    lines = []
    for finding in findings:
        level = GITHUB_LEVELS[finding["severity"]]
        file = _property(source.path)
        where = f"file={file},line={source.line(finding)},title={_property(finding['code'])}"
        lines.append(f"::{level} {where}::{_data(_message(finding))}\n")
    return "".join(lines)


def sarif(findings: Iterable[FindingRow], source: Source, version: str) -> str:
    """Return findings as SARIF 2.1.0."""
    rows = list(findings)
    codes = list(dict.fromkeys(finding["code"] for finding in rows))
    levels = {finding["code"]: SARIF_LEVELS[finding["severity"]] for finding in rows}
    why = {finding["code"]: finding["rationale"] for finding in rows}
    rules = [
        {
            "id": code,
            "fullDescription": {"text": why[code]},
            "defaultConfiguration": {"level": levels[code]},
        }
        for code in codes
    ]
    driver = {"name": "okr", "semanticVersion": version, "rules": rules}
    results = [_result(finding, source, codes.index(finding["code"])) for finding in rows]
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _result(finding: FindingRow, source: Source, rule: int) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(source.path)},
            "region": {"startLine": source.line(finding)},
        }
    }
    if finding["path"] is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding["path"]}]
    return {
        "ruleId": finding["code"],
        "ruleIndex": rule,
        "level": SARIF_LEVELS[finding["severity"]],
        "message": {"text": _message(finding)},
        "locations": [location],
    }


def _message(finding: FindingRow) -> str:
    helped = f"; {finding['help']}" if finding["help"] else ""
    return f"{finding['message']}{helped}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
