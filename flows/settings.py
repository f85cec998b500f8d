"""Settings: defaults, then `narawatch.yaml`, then `NARAWATCH_*` variables. The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from extractors import yamlfile
from flows.errors import SettingsError
from flows.setting_values import (
    addresses,
    cron_expression,
    duration,
    durations,
    endpoint,
    language,
    mode,
    one,
    path,
    positive,
    seconds,
    size,
    strings,
    whole,
    zone_name,
)

FILE_NAME = "narawatch.yaml"
KEY_VARIABLE = "NARAWATCH_ADJUDICATOR_KEY"
# Set by us for the processes we start; no setting.
WORKERS_PACK = "NARAWATCH_WORKERS_PACK"


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How pages are asked for.

    Attributes:
        contact: address or URL in the User-Agent, so that a site can reach whoever runs this.
        user_agent: product part of the User-Agent.
        concurrency: requests under way at once, over all hosts.
        host_spacing_s: seconds between two requests to one host, unless robots.txt asks for more.
        connect_timeout_s: seconds until a connection stands.
        read_timeout_s: longest silence within an answer, in seconds.
        total_timeout_s: seconds for the whole of one answer, redirects included.
        max_received_bytes: most bytes taken off the wire for one answer.
        max_inflated_bytes: most bytes after content-encoding was removed.
        max_redirects: longest chain that is followed.
        unconditional_every: after so many 304s in a row a source is asked once without validators.
        allow_hosts: hosts or `host:port` that may resolve to addresses that are not public.
    """

    contact: str = ""
    user_agent: str = "narawatch/0.1"
    concurrency: int = 16
    host_spacing_s: float = 1.0
    # GDELT's search takes up to 11 s for its handshake.
    connect_timeout_s: float = 20.0
    read_timeout_s: float = 20.0
    total_timeout_s: float = 60.0
    max_received_bytes: int = 8_000_000
    max_inflated_bytes: int = 24_000_000
    max_redirects: int = 8
    unconditional_every: int = 48
    allow_hosts: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class AdjudicatorSettings:
    """A language model that may have a say, behind an OpenAI-compatible endpoint.

    Attributes:
        mode: `off`, `confirm` (asked about what would alert), or `confirm-and-ask` (also about claims that
            an article touches though no rule fired).
        url: base address; `/chat/completions` is added to it. It may be this machine's own.
        model: name the endpoint knows the model by.
        timeout_s: seconds for one answer, waiting for a busy endpoint and trying again included.
        concurrency: questions under way at once.
        calls: most requests in one run.
        tokens: most tokens in one run, questions and answers together.
        answer_tokens: most tokens of one answer.
        key: API key, from the environment only; never shown.
    """

    mode: str = "off"
    url: str = ""
    model: str = ""
    timeout_s: float = 20.0
    concurrency: int = 4
    calls: int = 200
    tokens: int = 400_000
    answer_tokens: int = 600
    key: str = field(default="", repr=False)

    @property
    def may_ask(self) -> bool:
        """Whether it judges claims on which no rule fired."""
        return self.mode == "confirm-and-ask"


def shipped_sources() -> Path:
    """The sources file that comes with the project."""
    return Path(__file__).with_name("sources.yaml")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    Attributes:
        home: folder of the warehouse, the archive and Prefect's own state.
        sources_file: the sources that are polled.
        pack: name of a shipped baseline pack, or a folder.
        channels: Apprise URLs that alerts are sent to.
        alert_language: language of the claims in alerts.
        every: time between runs of `serve`; ignored when `cron` is set.
        cron: cron expression for `serve`, or empty.
        zone: IANA zone that the cron expression is read in.
        poll_floor: a source is polled no more often than this.
        poll_ceiling: a quiet source is polled at least this often.
        entries_per_poll: most new articles taken from one source in one run; the rest comes next time.
        revisit_after: ages at which an article is looked at again for edits.
        archive_days: days that raw pages are kept; 0 keeps them for ever.
        silence_runs: scheduled runs missing before the dead-man's switch speaks.
        workers: processes that extract and judge; 0 means one for each core.
        batch: pages held in memory and stored at once.
        lock_wait_s: seconds a writer waits for another one.
        http: how pages are asked for.
        adjudicator: the model that may confirm or veto what the rules found.
    """

    home: Path
    sources_file: Path = field(default_factory=shipped_sources)
    pack: str = "nara"
    channels: tuple[str, ...] = ()
    alert_language: str = "en"
    every: timedelta = timedelta(minutes=15)
    cron: str = ""
    zone: str = "UTC"
    poll_floor: timedelta = timedelta(minutes=5)
    poll_ceiling: timedelta = timedelta(hours=6)
    entries_per_poll: int = 100
    revisit_after: tuple[timedelta, ...] = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72))
    archive_days: int = 0
    silence_runs: int = 4
    workers: int = 0
    batch: int = 200
    lock_wait_s: float = 60.0
    http: HttpSettings = field(default_factory=HttpSettings)
    adjudicator: AdjudicatorSettings = field(default_factory=AdjudicatorSettings)


@dataclass(frozen=True, slots=True)
class Option:
    """One setting as users write it.

    Attributes:
        name: dotted name in the file; `http.contact` is `contact` under `http`.
        attribute: attribute of `Settings`, or of its part.
        read: makes the value of what was written; raises ValueError with a sentence.
        about: one line for the documentation.
    """

    name: str
    attribute: str
    read: Callable[[tuple[str, ...]], object]
    about: str

    @property
    def variable(self) -> str:
        """The environment variable that overrides the file."""
        return "NARAWATCH_" + self.name.upper().replace(".", "_")

    @property
    def part(self) -> str:
        """The part of `Settings` it belongs to (`http`, `adjudicator`), or empty."""
        group = self.name.split(".")[0]
        return group if group in PARTS else ""


PARTS = ("http", "adjudicator")
OPTIONS = (
    Option("home", "home", path, "folder of the warehouse, the archive and Prefect's state"),
    Option("sources", "sources_file", path, "sources file; without it the shipped one"),
    Option("pack", "pack", one, "baseline pack: a shipped one's name, or a folder"),
    Option("channels", "channels", addresses, "list of Apprise URLs that alerts are sent to"),
    Option(
        "alert_language", "alert_language", language, "language of claims in alerts: en, ja, ko"
    ),
    Option("schedule.every", "every", duration, "time between two runs of `serve`"),
    Option("schedule.cron", "cron", cron_expression, "cron line for `serve`; wins over `every`"),
    Option("schedule.zone", "zone", zone_name, "zone in which the cron line is read"),
    Option("poll.floor", "poll_floor", duration, "a source is polled no more often than this"),
    Option(
        "poll.ceiling", "poll_ceiling", duration, "a quiet source is polled at least this often"
    ),
    Option(
        "poll.entries", "entries_per_poll", positive, "most new articles from one source in a run"
    ),
    Option(
        "revisit_after", "revisit_after", durations, "ages at which articles are checked for edits"
    ),
    Option("archive_days", "archive_days", whole, "days that raw pages are kept; 0: for ever"),
    Option(
        "silence_runs", "silence_runs", positive, "missing runs before the dead-man's switch speaks"
    ),
    Option("workers", "workers", whole, "processes that extract; 0: one for each core"),
    Option("batch", "batch", positive, "pages held in memory and stored at once"),
    Option("lock_wait", "lock_wait_s", seconds, "how long a writer waits for another one"),
    Option("http.contact", "contact", one, "who runs this: an address or URL for the User-Agent"),
    Option("http.user_agent", "user_agent", one, "product part of the User-Agent"),
    Option("http.concurrency", "concurrency", positive, "requests under way at once"),
    Option("http.host_spacing", "host_spacing_s", seconds, "pause between requests to one host"),
    Option("http.connect_timeout", "connect_timeout_s", seconds, "until a connection stands"),
    Option("http.read_timeout", "read_timeout_s", seconds, "longest silence within an answer"),
    Option("http.total_timeout", "total_timeout_s", seconds, "for the whole of one answer"),
    Option("http.max_received", "max_received_bytes", size, "most bytes taken off the wire"),
    Option("http.max_inflated", "max_inflated_bytes", size, "most bytes after inflating"),
    Option("http.max_redirects", "max_redirects", whole, "longest chain of redirects"),
    Option(
        "http.unconditional_every",
        "unconditional_every",
        positive,
        "304s in a row before a full request",
    ),
    Option("http.allow_hosts", "allow_hosts", strings, "hosts that may have private addresses"),
    Option("adjudicator.mode", "mode", mode, "a model's say: off, confirm, confirm-and-ask"),
    Option("adjudicator.url", "url", endpoint, "base address of an OpenAI-compatible endpoint"),
    Option("adjudicator.model", "model", one, "name the endpoint knows the model by"),
    Option("adjudicator.timeout", "timeout_s", seconds, "for one answer, second try included"),
    Option("adjudicator.concurrency", "concurrency", positive, "questions under way at once"),
    Option("adjudicator.calls", "calls", whole, "most requests to the model in a run"),
    Option("adjudicator.tokens", "tokens", whole, "most tokens in a run, in and out"),
    Option("adjudicator.answer_tokens", "answer_tokens", positive, "most tokens of one answer"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A setting as found, with its place for messages."""

    option: Option
    words: tuple[str, ...]
    where: str
    line: int

    def value(self) -> object:
        """The value; raises SettingsError naming the place."""
        try:
            return self.option.read(self.words)
        except ValueError as error:
            raise SettingsError(f"{self.option.name}: {error}", self.where, self.line) from error


def load_settings(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    home: Path | None = None,
) -> Settings:
    """Read the settings; touches nothing on disk but the file.

    Args:
        file: the settings file; None looks at NARAWATCH_SETTINGS, then for `narawatch.yaml` in the
            working folder, then in the user's configuration folder.
        environment: variables to read; None is the process's own.
        home: data folder that the command line names; wins over all others.

    Returns:
        The settings, every path absolute.

    Raises:
        SettingsError: something cannot be used; names file or variable, and line.
    """
    variables = os.environ if environment is None else environment
    found = file or find_file(variables)
    written = [*(from_file(found) if found else ()), *from_environment(variables)]
    plain: dict[str, Any] = {"home": default_home(variables)}
    parts: dict[str, dict[str, Any]] = {name: {} for name in PARTS}
    parts["adjudicator"]["key"] = variables.get(KEY_VARIABLE, "").strip()
    for item in written:
        value = item.value()
        if isinstance(value, Path):
            value = (Path(item.where).parent if item.line else Path.cwd()) / value
        parts.get(item.option.part, plain)[item.option.attribute] = value
    http, adjudicator = HttpSettings(**parts["http"]), AdjudicatorSettings(**parts["adjudicator"])
    settings = Settings(**plain, http=http, adjudicator=adjudicator)
    check_adjudicator(settings.adjudicator, found or "environment")
    return replace(
        settings, pack=pack_place(settings.pack, found), home=(home or settings.home).absolute()
    )


def check_adjudicator(settings: AdjudicatorSettings, where: Path | str) -> None:
    """Raise SettingsError when a model is to take part and nothing says which."""
    missing = [name for name in ("url", "model") if not getattr(settings, name)]
    if settings.mode != "off" and missing:
        raise SettingsError(
            f"adjudicator.mode is {settings.mode}, so adjudicator.{missing[0]} is needed", where
        )
    if not (settings.key.isascii() and settings.key.isprintable()):
        raise SettingsError("the key holds characters that no header can carry", KEY_VARIABLE)


def find_file(environment: Mapping[str, str] | None = None) -> Path | None:
    """The settings file that applies when none is named on the command line, or None."""
    variables = os.environ if environment is None else environment
    if named := variables.get("NARAWATCH_SETTINGS"):
        return Path(named)
    base = Path(variables.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    candidates = (Path.cwd() / FILE_NAME, base / "narawatch" / FILE_NAME)
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def default_home(variables: Mapping[str, str]) -> Path:
    """The data folder of the XDG convention."""
    return Path(variables.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "narawatch"


def pack_place(pack: str, file: Path | None) -> str:
    """A pack's name as it is; a folder made absolute beside the settings file."""
    if "/" not in pack:
        return pack
    return str((file.parent if file else Path.cwd()).resolve() / Path(pack).expanduser())


def from_file(file: Path) -> Iterator[Written]:
    """The file's settings; raises SettingsError on what is no YAML or no setting."""
    by_name = {option.name: option for option in OPTIONS}
    try:
        for name, node in leaves(yamlfile.load(file), by_name):
            if not node.is_nothing:
                words = node.one_or_more()
                yield Written(by_name[name], words, str(file.resolve()), node.line)
    except yamlfile.YamlError as error:
        raise SettingsError(error.message, error.path, error.line) from error


def leaves(top: yamlfile.Node, known: Mapping[str, Option]) -> Iterator[tuple[str, yamlfile.Node]]:
    """Dotted names with their values; raises YamlError on an unknown name."""
    groups = {name.split(".")[0] for name in known if "." in name}
    for key, node in top.mapping().items():
        inner = node.mapping().items() if key in groups else ()
        for name, leaf in [(f"{key}.{below}", leaf) for below, leaf in inner] or [(key, node)]:
            if name not in known:
                near = get_close_matches(name, known) or sorted(known)
                raise leaf.error(f"unknown setting {name!r}; there may be {', '.join(near)}")
            yield name, leaf


def from_environment(variables: Mapping[str, str]) -> Iterator[Written]:
    """The `NARAWATCH_*` variables that are set and not empty; lists are separated by white space."""
    for option in OPTIONS:
        if text := variables.get(option.variable, "").strip():
            is_list = option.read in (addresses, durations, strings)
            yield Written(option, tuple(text.split()) if is_list else (text,), option.variable, 0)


def is_writable(folder: Path) -> bool:
    """Whether this process may make files in a folder; nothing is made."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def prepare_prefect(home: Path) -> None:
    """Set what Prefect reads from the environment, where the user has not, and make its folder.

    Call it before Prefect is imported, and after everything else was found good: it writes.

    Its state lives under our home, so that a run neither needs nor changes a Prefect of the user's own;
    with PREFECT_API_URL set runs are recorded on that server instead.
    """
    folder = home / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {
        "PREFECT_HOME": str(folder),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        "PREFECT_CLI_PROMPT": "false",
        # The server takes 5 s to start, and many times that on a machine that is busy.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    for name, value in wanted.items():
        os.environ.setdefault(name, value)


def tell_workers(pack: str) -> None:
    """Say which pack the processes that read pages, started from now on, shall find loaded."""
    os.environ[WORKERS_PACK] = pack


def pack_of_workers() -> str:
    """The pack of `tell_workers`, or empty."""
    return os.environ.get(WORKERS_PACK, "")


def has_prefect_server() -> bool:
    """Whether the user has a Prefect server of their own."""
    return bool(os.environ.get("PREFECT_API_URL"))


def use_prefect_server(address: str) -> None:
    """Have Prefect, once it is imported, talk to this server."""
    os.environ["PREFECT_API_URL"] = address
