"""The `run` script: what it offers, what it refuses, and the list of packages that it reads."""

from __future__ import annotations

import os
import re
import subprocess

from tests.architecture.sources import ROOT

COMMANDS = {
    "demo", "app", "test", "tour", "bench", "check", "lock", "deb", "msi", "apt-repo", "version-file", "test-packages",
}  # fmt: skip


def run(*arguments: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    """Run the script."""
    environment = {**os.environ, "PATH": path}
    command = ["/bin/bash", str(ROOT / "run"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd="/")


def test_without_a_word_it_lists_what_it_can_do() -> None:
    listed = run()
    assert listed.returncode == 0
    assert set(re.findall(r"^\./run ([\w-]+)", listed.stdout, re.MULTILINE)) == COMMANDS


def test_a_word_that_it_does_not_know_is_wrong_usage() -> None:
    refused = run("fly")
    assert refused.returncode == 2
    assert "fly" in refused.stderr


def test_every_listed_command_exists_and_every_one_is_listed() -> None:
    text = (ROOT / "run").read_text("utf-8")
    body = text[text.index('case "$command" in') :]
    assert set(re.findall(r"^  ([\w-]+)\)$", body, re.MULTILINE)) == COMMANDS


def test_the_readme_names_only_commands_that_exist() -> None:
    named = set(re.findall(r"\./run ([a-z-]+)", (ROOT / "README.md").read_text("utf-8")))
    assert named <= COMMANDS


def test_each_package_has_a_group_that_is_asked_for_and_a_reason() -> None:
    asked = set(" ".join(re.findall(r"^ +need_packages ([a-z ]+)$", (ROOT / "run").read_text("utf-8"), re.MULTILINE)).split())
    lines = (ROOT / "packaging" / "debian-packages.txt").read_text("utf-8").splitlines()
    entries = [line.split(maxsplit=2) for line in lines if not line.startswith("#")]
    assert {group for group, _, _ in entries} == asked | {"base"}
    assert all(why for _, _, why in entries)
    names = [package for _, package, _ in entries]
    assert len(set(names)) == len(names)


def test_continuous_integration_runs_what_a_developer_runs() -> None:
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    assert text.splitlines()[-1] == "exec ./run test"
    assert "set -e" in text
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
