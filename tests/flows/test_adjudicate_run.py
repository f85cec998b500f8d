"""The run with somebody to ask after the rules: when they are asked, and what reaches the warehouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from flows.cli import commands
from flows.plan import batches
from flows.run import Plan, Run, make_plan
from flows.settings import AdjudicatorSettings, HttpSettings, Settings
from warehouse.home import Home
from warehouse.judging.adjudicator import Opinion, Question, Verdict
from warehouse.lock import writers_lock
from warehouse.publish import publish
from warehouse.reader import query

pytestmark = [pytest.mark.slow]

ALERTS = "SELECT count(*) FROM alerts"
TOLD = "SELECT kind, rule, reason FROM v_findings ORDER BY ALL"


class Doubter:
    """Vetoes everything, and looks whether the warehouse is free to be written meanwhile."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.asked = 0

    async def ask(self, question: Question) -> Opinion | None:
        self.asked += 1
        with writers_lock(self.home.lock, who="test", wait_seconds=0):
            pass
        return Opinion(Verdict.VETOED, question.finding.evidence.text, because="I doubt it.")


@pytest.fixture
def plan(tmp_path, press) -> Plan:
    press.write_sources(tmp_path / "sources.yaml")
    http = HttpSettings(
        host_spacing_s=0.001, read_timeout_s=1.0, total_timeout_s=1.0, allow_hosts=("127.0.0.1",)
    )
    return make_plan(
        Settings(tmp_path / "home", tmp_path / "sources.yaml", http=http, workers=1, batch=500)
    )


async def pass_over(plan: Plan) -> list[str]:
    """The steps up to stored, without Prefect; what the run said."""
    said: list[str] = []
    async with Run(plan, datetime.now(UTC), tell=said.append) as run:
        choice = await run.choose(await run.poll(run.due))
        for batch in batches(choice.wanted, run.settings.batch):
            await run.store(await run.read(batch))
        await run.finish("done")
    publish(run.home, run.now)
    return said


def rows(plan: Plan, sql: str):
    return query(Home(plan.settings.home), sql).rows


async def test_what_is_vetoed_is_stored_and_told_to_nobody(plan) -> None:
    doubter = Doubter(Home(plan.settings.home))
    said = await pass_over(replace(plan, adjudicator=doubter))
    assert doubter.asked > 5
    assert rows(plan, ALERTS) == ((0,),)
    vetoed = [row for row in rows(plan, TOLD) if row[1].endswith("+model:vetoed")]
    assert len(vetoed) > 5
    assert {row[0] for row in vetoed} == {"cannot-tell"}
    assert all("model vetoed: I doubt it." in row[2] for row in vetoed)
    [(first,)] = rows(plan, "SELECT finding_id FROM v_findings WHERE rule LIKE '%vetoed' LIMIT 1")
    command = ["--home", str(plan.settings.home), "explain", str(first)]
    explained = " ".join(CliRunner().invoke(commands, command).output.split())
    assert "model vetoed: I doubt it." in explained
    [line] = [line for line in said if line.startswith("model asked about")]
    assert f"{doubter.asked} vetoed" in line


async def test_a_run_with_a_dead_endpoint_is_a_run_of_the_rules(plan, tmp_path) -> None:
    rules = replace(plan, settings=replace(plan.settings, home=tmp_path / "rules"))
    await pass_over(rules)
    dead = AdjudicatorSettings("confirm-and-ask", "http://127.0.0.1:9/v1", "m", timeout_s=1.0)
    broken = replace(
        plan, settings=replace(plan.settings, home=tmp_path / "dead", adjudicator=dead)
    )
    said = await pass_over(broken)
    assert rows(rules, ALERTS)[0][0] >= 8
    assert rows(broken, TOLD) == rows(rules, TOLD)
    assert any("ConnectError" in line and "given up" in line for line in said)


async def test_what_tells_nobody_asks_nobody(plan) -> None:
    doubter = Doubter(Home(plan.settings.home))
    await pass_over(replace(plan, adjudicator=doubter, silence="backfill"))
    assert doubter.asked == 0
