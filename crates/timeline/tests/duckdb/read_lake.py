"""Attaches a timeline's catalogue with DuckDB and prints what it sees as JSON.

Usage: read_lake.py sqlite:PATH | postgres:URL
"""

import json
import struct
import sys

import duckdb
from duckdb_extensions import import_extension

for name in ("ducklake", "sqlite_scanner", "postgres_scanner"):
    import_extension(name)

connection = duckdb.connect()
kind, _, where = sys.argv[1].partition(":")
for name in ("ducklake", "sqlite_scanner" if kind == "sqlite" else "postgres_scanner"):
    connection.execute(f"LOAD {name}")
connection.execute(f"ATTACH 'ducklake:{kind}:{where}' AS lake (READ_ONLY)")


def ask(query):
    return connection.execute(query).fetchall()


def exact(row):
    """The row with its value as the 64 bits that it is, which JSON cannot round."""
    value = row[7]
    return [*row[:7], None if value is None else struct.unpack("<q", struct.pack("<d", value))[0], *row[8:]]


# Each of these conditions is pruned by the catalogue's statistics; the same question, asked in a
# way that cannot be pruned, must have the same answer.
CONDITIONS = [
    ("account_id = 'account-3'", "account_id || '' = 'account-3'"),
    ("account_id IS NULL", "coalesce(account_id, '-') = '-'"),
    ("account_id > 'account-5'", "account_id || '' > 'account-5'"),
    ("contact_id = 'contact-1-1'", "contact_id || '' = 'contact-1-1'"),
    ("name = 'name 2'", "name || '' = 'name 2'"),
    ("value > 30", "value + 0 > 30"),
    ("value IS NULL", "coalesce(value, -1) = -1"),
    ("occurred_at > TIMESTAMPTZ '2026-01-20 00:00:00+00'",
     "epoch_us(occurred_at) > epoch_us(TIMESTAMPTZ '2026-01-20 00:00:00+00')"),
    ("occurred_at < TIMESTAMPTZ '2025-06-01 00:00:00+00'",
     "epoch_us(occurred_at) < epoch_us(TIMESTAMPTZ '2025-06-01 00:00:00+00')"),
    ("properties = '{\"minutes\":3}'", "properties || '' = '{\"minutes\":3}'"),
    ("session_id IS NOT NULL", "coalesce(session_id, '-') <> '-'"),
]
differences = []
for pruned, whole in CONDITIONS:
    answers = [ask(f"SELECT count(*) FROM lake.facts WHERE {where}")[0][0] for where in (pruned, whole)]
    if answers[0] != answers[1]:
        differences.append([pruned, *answers])

print(json.dumps({
    "count": ask("SELECT count(*) FROM lake.facts")[0][0],
    "rows": [exact(row) for row in ask("""
        SELECT fact_id, account_id, contact_id, kind, name, epoch_us(occurred_at),
               epoch_us(received_at), value, session_id, source, properties
        FROM lake.facts ORDER BY fact_id, received_at
    """)],
    "bounds": ask("SELECT min(fact_id), max(fact_id), epoch_us(min(occurred_at)), epoch_us(max(occurred_at)) FROM lake.facts")[0],
    "differences": differences,
    "snapshots": ask("SELECT count(*) FROM lake.snapshots()")[0][0],
    "files": ask("SELECT count(*) FROM ducklake_list_files('lake', 'facts')")[0][0],
}))
