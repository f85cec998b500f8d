"""Where the demo plays: its folder, its settings, its questions."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from extractors import yamlfile
from flows.demo.press import HOST, Press
from flows.demo.receivers import Receivers
from flows.errors import InputError
from flows.settings import HttpSettings, Settings

# Left in the folder, so that the next demo knows what it may remove.
MARK = ".narawatch-demo"
# One outlet never answers; the demo need not wait for it as long as the real press deserves.
_PATIENCE_S = 3.0


@dataclass(frozen=True, slots=True)
class Question:
    """A query to try.

    Attributes:
        about: what it answers.
        sql: the query.
    """

    about: str
    sql: str


def prepare_folder(folder: Path) -> Path:
    """Make an empty folder for the demo; what an earlier demo left there is removed.

    Raises:
        InputError: something else stands there; it is not touched.
    """
    home = folder.absolute()
    try:
        if home.exists():
            if not (home / MARK).is_file() and (not home.is_dir() or any(home.iterdir())):
                raise InputError(f"{folder} is not an earlier demo's; name another with --folder")
            shutil.rmtree(home)
        home.mkdir(parents=True)
        (home / MARK).touch()
    except OSError as error:
        raise InputError(f"cannot make {folder}: {error.strerror}") from error
    return home


def demo_settings(home: Path, press: Press, receivers: Receivers) -> Settings:
    """Settings of a demo: the press's sources, alerts to the receivers, everything on loopback."""
    sources_file = home / "sources.yaml"
    press.write_sources(sources_file)
    http = HttpSettings(
        contact="demo@example.org",
        host_spacing_s=0.02,
        read_timeout_s=_PATIENCE_S,
        total_timeout_s=_PATIENCE_S,
        allow_hosts=(HOST,),
    )
    return Settings(
        home=home,
        sources_file=sources_file,
        channels=(receivers.webhook_url, receivers.mail_url),
        http=http,
    )


def load_questions() -> tuple[Question, ...]:
    """Read the queries to try."""
    top = yamlfile.load(Path(__file__).with_name("queries.yaml"))
    return tuple(
        Question(row.require_str("about"), row.require_str("sql").strip())
        for row in top.require_list("queries")
    )
