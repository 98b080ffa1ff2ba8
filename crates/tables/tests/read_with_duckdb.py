"""Reads exported tables with DuckDB and holds them against what was to be written.

    python3 crates/tables/tests/read_with_duckdb.py FOLDER

FOLDER holds manifest.json (tables with their columns, DuckDB types and expected rows, each value
as DuckDB shows it) and <table>.csv, .json and .parquet. Prints every difference; exit code 1 if
there is one.
"""

import json
import pathlib
import sys

import duckdb


def source(path, columns):
    """How to read a file; text formats as text, so that our columns say what the values are."""
    if path.suffix == ".csv":
        return f"read_csv('{path}', header = true, all_varchar = true)"
    if path.suffix == ".json":
        texts = ", ".join(f"\"{name}\": 'VARCHAR'" for name, _ in columns)
        return f"read_json('{path}', format = 'array', columns = {{{texts}}})"
    return f"read_parquet('{path}')"


def read(connection, path, columns):
    values = ", ".join(f'CAST(CAST("{name}" AS {kind}) AS VARCHAR)' for name, kind in columns)
    query = f"SELECT {values} FROM {source(path, columns)}"
    return [list(row) for row in connection.execute(query).fetchall()]


def described(connection, path, columns):
    found = connection.execute(f"DESCRIBE SELECT * FROM {source(path, columns)}").fetchall()
    return [[row[0], row[1]] for row in found]


def complaints(connection, folder, table):
    columns = table["columns"]
    for ending in ["csv", "json", "parquet"]:
        path = folder / f"{table['name']}.{ending}"
        try:
            found_columns = described(connection, path, columns)
            rows = read(connection, path, columns)
        except duckdb.Error as error:
            yield f"{path.name}: {error}"
            continue
        if ending != "parquet":
            found_columns = [[name, kind] for (name, _), (_, kind) in zip(found_columns, columns)]
        if found_columns != columns:
            yield f"{path.name}: columns {found_columns}, expected {columns}"
        if rows != table["rows"]:
            yield f"{path.name}: rows\n  {rows}\nexpected\n  {table['rows']}"
    keys = json.loads((folder / f"{table['name']}.json").read_text(encoding="utf-8"))
    names = [name for name, _ in columns]
    if any(list(row) != names for row in keys):
        yield f"{table['name']}.json: an object lacks a column"


def main(folder):
    folder = pathlib.Path(folder)
    tables = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    found = [line for table in tables for line in complaints(connection, folder, table)]
    print("\n".join(found) or f"{len(tables)} tables agree with DuckDB {duckdb.__version__}")
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
