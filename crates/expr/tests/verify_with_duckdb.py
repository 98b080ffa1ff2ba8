"""Holds the expression language against DuckDB, an independent implementation of SQL.

    python3 crates/expr/tests/verify_with_duckdb.py crates/expr/tests/cases.toml
    python3 crates/expr/tests/verify_with_duckdb.py ANSWERS.json

A .toml file has rows, and cases with the answers that people agreed on; a .json file has the same
shape and answers that the Rust evaluator just gave to expressions made at random. Either way each
expression is put to DuckDB over the same rows, and every difference is printed. Exit code 1 if
there is one.

Where DuckDB spells something differently a case says so in `sql`; two spellings are so frequent
that they are translated here: `lag(column, days)` and `day('2026-01-31')`.
"""

import json
import math
import re
import sys
import tomllib

import duckdb

TYPES = {
    "number": "DOUBLE",
    "text": "VARCHAR",
    "bool": "BOOLEAN",
    "time": "TIMESTAMP",
    "day": "DATE",
}


def load(path):
    with open(path, "rb") as file:
        return tomllib.load(file) if path.endswith(".toml") else json.load(file)


def fill(connection, columns, rows):
    declared = ", ".join(f'"{name}" {TYPES[kind]}' for name, kind in columns)
    connection.execute(f"CREATE TABLE rows (position INTEGER, {declared})")
    holes = ", ".join("?" for _ in range(len(columns) + 1))
    for position, row in enumerate(rows):
        values = [position] + [row.get(name) for name, _ in columns]
        connection.execute(f"INSERT INTO rows VALUES ({holes})", values)


def to_sql(expression):
    earlier = (
        r"(SELECT earlier.\1 FROM rows earlier"
        r" WHERE earlier.account_id = rows.account_id AND earlier.day = rows.day - \2)"
    )
    expression = re.sub(r"\blag\((\w+), (\d+)\)", earlier, expression)
    return re.sub(r"\bday\('([^']*)'\)", r"CAST('\1' AS DATE)", expression)


def answer_of(value):
    """An answer as the cases write it: T, F, null, or a number."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "T" if value else "F"
    return repr(float(value))


def same(expected, found):
    if expected == found:
        return True
    try:
        return math.isclose(float(expected), float(found), rel_tol=1e-12, abs_tol=1e-12)
    except ValueError:
        return False


def main(path):
    document = load(path)
    connection = duckdb.connect()
    # Here as there, a division by zero has no value.
    connection.execute("SET ieee_floating_point_ops = false")
    connection.execute("SET TimeZone = 'UTC'")
    fill(connection, document["columns"], document["rows"])

    differences = 0
    for case in document["cases"]:
        expression = case.get("condition") or case.get("formula")
        sql = case.get("sql") or to_sql(expression)
        query = f"SELECT ({sql}) FROM rows ORDER BY position"
        try:
            found = [answer_of(value) for (value,) in connection.execute(query).fetchall()]
        except duckdb.Error as error:
            found = [f"error: {error}"]
        expected = case["expect"].split()
        if len(expected) != len(found) or not all(map(same, expected, found)):
            differences += 1
            print(f"{expression}\n  as sql:   {sql}")
            print(f"  expected: {' '.join(expected)}\n  duckdb:   {' '.join(found)}")
    print(f"{len(document['cases'])} expressions, {differences} differ from DuckDB {duckdb.__version__}")
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
