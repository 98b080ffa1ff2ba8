"""Holds the expression language against DuckDB, an independent implementation of SQL.

    python3 crates/expr/tests/verify_with_duckdb.py crates/expr/tests/cases.toml
    python3 crates/expr/tests/verify_with_duckdb.py ANSWERS.json

A .toml file has rows, and cases with the answers that people agreed on; a .json file has the same
shape and answers that the Rust evaluator just gave to expressions made at random. Either way each
expression is put to DuckDB over the same rows, and every difference is printed. Exit code 1 if
there is one.

Where DuckDB spells something differently a case says so in `sql`; what is frequent is translated
here: `lag(column, days)`, `day('2026-01-31')`, and the functions of MACROS.
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


# `lag` looks back by fewer days than this.
LAGS = 4


def whole(number):
    """A count or a place as a whole number; what is far beyond any text's end stays there."""
    return f"CAST(CASE WHEN abs({number}) < 1e9 THEN trunc({number}) ELSE sign({number}) * 1e9 END AS BIGINT)"


def cut(text, start, *count):
    """A substring. Beyond a text's ends DuckDB cuts ASCII otherwise than all else, so a character
    that is not ASCII is appended, and taken away from what comes out."""
    places = ", ".join(whole(place) for place in (f"({start} - ({start} < 0)::INTEGER)", *count))
    return f"replace(substring({text} || chr(57344), {places}), chr(57344), '')"


def micros(later, earlier):
    return f"(epoch_us(CAST({later} AS TIMESTAMP)) - epoch_us(CAST({earlier} AS TIMESTAMP)))"


# Our functions in DuckDB's own: those that it calls otherwise, or that give a timestamp or an error
# where ours give a day or null.
MACROS = {
    "day": "(d) AS CAST(d AS DATE)",
    "days_between": f"(a, b) AS {micros('a', 'b')} / 864e8",
    "hours_between": f"(a, b) AS {micros('a', 'b')} / 36e8",
    "date_trunc": "(unit, d) AS CAST(date_trunc(unit, d) AS DATE)",
    "add_months": "(d, n) AS CAST(d + to_months(CAST(trunc(n) AS INTEGER)) AS DATE)",
    "day_of_month": "(d) AS dayofmonth(d)",
    "weekday": "(d) AS isodow(d)",
    "sqrt": "(x) AS CASE WHEN x >= 0 THEN sqrt(x) END",
    "ln": "(x) AS CASE WHEN x > 0 THEN ln(x) END",
    "exp": "(x) AS CASE WHEN isfinite(exp(x)) THEN exp(x) END",
    "power": "(x, y) AS CASE WHEN isfinite(power(x, y)) THEN power(x, y) END",
    "left": f"(t, n) AS left(t, {whole('n')})",
    "right": f"(t, n) AS right(t, {whole('n')})",
    "contains": "(t, part) AS contains(CAST(t AS VARCHAR), CAST(part AS VARCHAR))",
    "substring": f"(t, a) AS {cut('t', 'a')}, (t, a, n) AS {cut('t', 'a', 'n')}",
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


def add_past(connection, columns):
    """What `lag` gives, as further columns: DuckDB takes `between` for null as soon as one side is
    when its value is a subquery."""
    earlier = ", ".join(
        f'(SELECT earlier."{name}" FROM rows earlier WHERE earlier.account_id = rows.account_id'
        f' AND earlier.day = rows.day - {days}) AS "lag_{name}_{days}"'
        for name, _ in columns
        for days in range(LAGS)
    )
    connection.execute(f"CREATE TABLE rows_with_past AS SELECT *, {earlier} FROM rows")


def to_sql(expression):
    expression = re.sub(r"\blag\((\w+), (\d+)\)", r"lag_\1_\2", expression)
    return re.sub(rf"\b({'|'.join(MACROS)})\(", r"our_\1(", expression)


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
    for name, body in MACROS.items():
        connection.execute(f"CREATE MACRO our_{name}{body}")
    fill(connection, document["columns"], document["rows"])
    add_past(connection, document["columns"])

    differences = 0
    for case in document["cases"]:
        expression = case.get("condition") or case.get("formula")
        sql = case.get("sql") or to_sql(expression)
        query = f"SELECT ({sql}) FROM rows_with_past AS rows ORDER BY position"
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
