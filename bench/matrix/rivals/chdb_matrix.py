"""Runs rivals/chdb.sql, after filling in what SQL has no short way to say."""

import re
from pathlib import Path

from chdb import session
from common import MEMORY_GB, METRICS, THREADS, Run

# What each table knows of a day; the grid has all of it for every day.
KNOWN = {
    "(SELECT account_id, arrayJoin(range(first, $LAST + 1)) AS day FROM accounts)": [],
    "by_account": ["events", "by_contacts"],
    "top_contact": ["top"],
    "by_name": ["names_in28", "names_out28", "names_in90", "names_out90"],
    "by_contact": ["in7", "out7", "in28", "out28", "in90", "out90", "silent", "back", "gone"],
}
COLUMNS = [name for names in KNOWN.values() for name in names]


def part(table, names):
    values = (f"toInt64({name if name in names else 0}) AS {name}" for name in COLUMNS)
    return f"SELECT account_id, day, {', '.join(values)} FROM {table}"


def array(name):
    return f"t.{COLUMNS.index(name) + 2}"


def earlier(array, days):
    return f"arraySlice(arrayConcat(arrayWithConstant({days}, toInt64(0)), {array}), 1, size)"


def filled(script, run):
    types = "account_id String, contact_id Nullable(String), day Date32, kind String, name String, count Int64"
    script = script.replace("$SUMS", ", ".join(f"sum({name}) AS {name}" for name in COLUMNS))
    script = script.replace("$COLUMNS", ", ".join(COLUMNS))
    script = script.replace("$PARTS", " UNION ALL ".join(part(*known) for known in KNOWN.items()))
    script = script.replace("$DATA", f"file('{run.data}', Parquet, '{types}')")
    script = script.replace("$LAST", str(run.last_day)).replace("$MEMORY", str(MEMORY_GB << 30))
    script = re.sub(r"\$ago\((\w+), (\d+)\)", lambda m: earlier(array(m[1]), m[2]), script)
    script = re.sub(r"\$earlier\((\w+), (\d+)\)", lambda m: earlier(m[1], m[2]), script)
    return re.sub(r"\$(\w+)", lambda m: array(m[1]), script)


run = Run.from_arguments()
chdb = session.Session()
script = filled(re.sub(r"--.*", "", Path(__file__).with_name("chdb.sql").read_text()), run)
for statement in filter(str.strip, script.split(";")):
    chdb.query(statement)
if run.sink:
    settings = "SETTINGS output_format_parquet_compression_method = 'zstd', engine_file_truncate_on_insert = 1"
    chdb.query(f"INSERT INTO FUNCTION file('{run.sink}', Parquet) SELECT * FROM matrix {settings}")
    sums = None
else:
    columns = ", ".join(f"count({key}), toFloat64(sum({key}))" for key in METRICS)
    row = str(chdb.query(f"SELECT {columns} FROM matrix", "TSV")).split("\t")
    sums = [(int(n), float(s)) for n, s in zip(row[::2], row[1::2])]
run.finish("chDB", str(chdb.query("SELECT version()", "TSV")).strip(), sums)
