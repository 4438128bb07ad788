"""The tables of the SQL store: made, brought up to date, and checked before anybody is answered."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.errors import WrongSchema

# What brings the tables from each version to the next; 0 is what Rasa and this store make in an empty database.
_STEPS = (
    (
        # a conversation's last event, and those after one, are found in the index alone; it takes the other's place
        "CREATE INDEX IF NOT EXISTS ix_events_sender_id_id ON events (sender_id, id)",
        "DROP INDEX IF EXISTS ix_events_sender_id",
    ),
)
LATEST = len(_STEPS)

_schema = sa.Table("ilio_schema", sa.MetaData(), sa.Column("version", sa.Integer, nullable=False))
_ONE_AT_A_TIME = {  # servers that start at once wait for each other
    # ... for however long it takes to read a large table for a new index
    "postgresql": "SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(1768712560)",
    "sqlite": "BEGIN IMMEDIATE",
}


def prepare(engine: Any, tables: sa.MetaData) -> None:
    """Make what is missing, all of it or nothing.

    Args:
        engine: of the database.
        tables: that the store needs.

    Raises:
        WrongSchema: the database holds other tables of these names, or those of a newer version.
    """
    name = engine.url.database
    with engine.begin() as connection:
        connection.exec_driver_sql(_ONE_AT_A_TIME[engine.dialect.name])
        tables.create_all(connection)
        _schema.create(connection, checkfirst=True)
        _check(name, sa.inspect(connection), tables)
        version = connection.execute(sa.select(_schema.c.version)).scalar() or 0
        if version > LATEST:
            raise WrongSchema(name, f"its version is {version}, and this server knows none after {LATEST}")
        for statement in (each for step in _STEPS[version:] for each in step):
            connection.exec_driver_sql(statement)
        connection.execute(_schema.delete())
        connection.execute(_schema.insert().values(version=LATEST))


def _check(name: str, inspector: Any, tables: sa.MetaData) -> None:
    for table in tables.sorted_tables:
        found = {column["name"] for column in inspector.get_columns(table.name)}
        missing = [column.name for column in table.columns if column.name not in found]
        if missing:
            raise WrongSchema(name, f"its table {table.name} has no column {missing[0]}")
