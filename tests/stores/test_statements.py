"""What PostgreSQL looks at for a turn, by its own account: no more in a long talk, or among many others."""

import asyncio
import json

import pytest
import sqlalchemy as sa

from bot.stores.sql import SQLStore

LONG, OTHERS = 4000, 40_000  # events of one talk, and of others
MOST = 60  # rows; a turn of this talk has a dozen

FILL = """
insert into events (sender_id, type_name, timestamp, data)
select {sender}, 'slot', 0, '{{"event": "slot", "name": "seen", "value": "x", "timestamp": 0}}'
from generate_series(1, {events}) as n
"""


def looked_at(plan):
    """Rows that the scans of a plan went through."""
    inner = plan.get("Plans", [])
    if inner:
        return sum(map(looked_at, inner))
    passed_over = plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    return plan["Actual Loops"] * (plan["Actual Rows"] + passed_over)


@pytest.fixture
def store(postgres, domain, sender):
    store = SQLStore(domain=domain, **postgres.database(f"db{sender}"))
    yield store
    store.engine.dispose()


@pytest.mark.heavy
def test_no_statement_of_a_turn_looks_at_more_rows_than_the_turn_has(store, talk, sender):
    async def turn():
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        tracker.update_with_events(talks.turn(tracker.active_loop_name), store.domain)
        await store.save(tracker)

    def fill(who, events):
        with store.engine.begin() as connection:
            connection.execute(sa.text(FILL.format(sender=who, events=events)))

    def others_talk():
        fill("'other ' || n % 500", OTHERS // 2)
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute("vacuum analyze events")

    talks, said = talk(1), []
    asyncio.run(turn())
    fill(f"'{sender}'", LONG)
    asyncio.run(turn())
    others_talk()

    @sa.event.listens_for(store.engine, "before_cursor_execute")
    def keep(connection, cursor, statement, parameters, context, many):
        said.append((statement, parameters))

    asyncio.run(turn())
    sa.event.remove(store.engine, "before_cursor_execute", keep)
    others_talk()
    asked = [each for each in said if each[0].startswith("SELECT")]
    assert len(asked) >= 2  # what is known of the talk, and its last events
    for statement, parameters in asked:
        with store.engine.connect() as connection:
            found = connection.exec_driver_sql(f"explain (analyze, format json) {statement}", parameters).scalar()
        assert looked_at(found[0]["Plan"]) <= MOST, f"{statement}\n{json.dumps(found, indent=1)}"
