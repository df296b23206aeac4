"""The software bill of materials (CycloneDX), written by CycloneDX's own tool from the wheels of one target system."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from builder.recipe import Recipe, epoch


def write(recipe: Recipe, system: str, site: Path, target: Path) -> None:
    """Write the bill of what `site` holds, and of Écritoire itself, to `target`."""
    program = site.with_name(f"{site.name}-python")
    program.write_text(f"#!/bin/sh\necho '{json.dumps([str(site)])}'\n", "utf-8")
    program.chmod(0o755)
    tool = Path(sys.executable).with_name("cyclonedx-py")
    subprocess.run(
        [tool, "environment", "--output-reproducible", "--spec-version", "1.6", "--output-file", target, program],
        check=True, env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch())},
    )  # fmt: skip
    bill = json.loads(target.read_text("utf-8"))
    bill["metadata"]["component"] = {
        "type": "application", "name": recipe.name, "version": recipe.version, "bom-ref": recipe.name,
        "description": recipe.summary, "licenses": [{"license": {"id": "EUPL-1.2"}}],
        "purl": f"pkg:generic/{recipe.name}@{recipe.version}?os={system}",
    }  # fmt: skip
    for component in bill["components"]:
        component["properties"] = [
            one for one in component.get("properties", ()) if str(site) not in one.get("value", "")
        ]
    target.write_text(json.dumps(bill, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
