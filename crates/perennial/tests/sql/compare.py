"""Runs queries over exported relations in DuckDB and holds the answers against those of Perennial.

compare.py FOLDER QUERIES: FOLDER has a NAME.parquet for each relation and an answer-N.parquet for
the query of that number.
"""

import math
import pathlib
import sys

import duckdb


def same(ours, theirs):
    if isinstance(ours, float) or isinstance(theirs, float):
        if ours is None or theirs is None:
            return ours is theirs
        return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)
    return ours == theirs


def rows_of(con, text):
    """The rows of a query, instants as microseconds."""
    columns = con.execute(f"DESCRIBE {text}").fetchall()
    instant = lambda kind: kind.startswith("TIMESTAMP")
    chosen = [f'epoch_us("{name}")' if instant(kind) else f'"{name}"' for name, kind, *_ in columns]
    return con.execute(f"SELECT {', '.join(chosen)} FROM ({text})").fetchall()


def main(folder, queries):
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    for file in folder.glob("*.parquet"):
        if not file.stem.startswith("answer-"):
            con.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM '{file}'")
    texts = [text.strip().rstrip(";") for text in queries.read_text().split(";\n")]
    rows = 0
    for number, text in enumerate(texts, start=1):
        if not text:
            continue
        expected = rows_of(con, text)
        answer = rows_of(con, f"SELECT * FROM '{folder}/answer-{number}.parquet'")
        assert len(answer) == len(expected), (text, len(answer), len(expected))
        for ours, theirs in zip(answer, expected):
            assert len(ours) == len(theirs) and all(map(same, ours, theirs)), (text, ours, theirs)
        rows += len(answer)
    assert rows > 500, rows


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
