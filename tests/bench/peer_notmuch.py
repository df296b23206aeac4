"""notmuch beside our search: the same messages in a database of its own, the same queries by its own library.

Its Python module belongs to the system's Python, which runs this file a second time. What is timed is what a list needs: the
newest 100 messages with sender, subject and date. The database stays open, as ours does.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
_CONFIGURATION = "[database]\npath={database}\nmail_root={mail}\n[user]\nprimary_email=alice@exemple.fr\n[new]\ntags=inbox\n"


def searched(folder: Path, mail: Path, queries: dict[str, list[str]]) -> dict[str, list[tuple[float, float]]] | None:
    """Return milliseconds by the clock and of CPU for each query, by kind; None where notmuch is not there."""
    if shutil.which("notmuch") is None:
        print("notmuch was not measured: it is not installed", flush=True)
        return None
    folder.mkdir()
    (folder / "database").mkdir()
    configuration = folder / "config"
    configuration.write_text(_CONFIGURATION.format(database=folder / "database", mail=mail))
    environment = {**os.environ, "NOTMUCH_CONFIG": str(configuration), "HOME": str(folder)}
    subprocess.run(["notmuch", "new", "--quiet"], env=environment, check=True)
    theirs = {name: [_in_their_words(query, name) for query in several] for name, several in queries.items()}
    command = [SYSTEM_PYTHON, __file__, str(configuration)]
    said = subprocess.run(command, input=json.dumps(theirs), env=environment, capture_output=True, text=True, check=True).stdout
    shutil.rmtree(folder)
    found: dict[str, list[tuple[float, float]]] = json.loads(said)
    return found


def _in_their_words(query: str, kind: str) -> str:
    """A prefix ends with a star; several words must all be there, as with us."""
    return f"{query}*" if kind == "a prefix" else query


def _measure(configuration: str, queries: dict[str, list[str]]) -> dict[str, list[tuple[float, float]]]:
    import time
    from itertools import islice

    import notmuch2  # type: ignore[import-not-found]

    found: dict[str, list[tuple[float, float]]] = {}
    with notmuch2.Database(config=configuration) as database:
        for name, several in queries.items():
            for query in several:
                begun, using = time.perf_counter(), time.thread_time()
                rows = [
                    (one.header("from"), one.header("subject"), one.date)
                    for one in islice(database.messages(query, sort=database.SORT.NEWEST_FIRST), 100)
                ]
                if not rows:
                    raise ValueError(f"nothing found for {query}")
                found.setdefault(name, []).append((1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - using)))
    return found


if __name__ == "__main__":
    print(json.dumps(_measure(sys.argv[1], json.load(sys.stdin))))
