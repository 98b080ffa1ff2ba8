"""Whether our matrix is what DuckDB computes, on a rollup small enough for every test run; needs duckdb only.

smoke.py PROGRAM FOLDER: PROGRAM is perennial-bench, FOLDER an empty one. Says what differs, or "equal: …".
"""

import json
import subprocess
import sys
from pathlib import Path

import duckdb

LAST_DAY = 20_634
# Accounts of 0 to 11 contacts and some rows without any, contacts that come and go, a few other kinds;
# chance comes from hashes, so that every run makes the same rows.
ROLLUP = """
CREATE TABLE rollup AS
WITH contacts AS (
  SELECT a, c, hash(a, c) % 300 AS begins, 1 + hash(c, a, 'stays') % 350 AS stays, 3 + hash(a, c, 'often') % 50 AS often
  FROM range(70) AS accounts(a), range(12) AS numbers(c) WHERE c <= hash(a, 'size') % 12
), uses AS (
  SELECT *, hash(a, c, d, use) AS chance FROM contacts, range(400) AS days(d), range(3) AS uses(use)
  WHERE d BETWEEN begins AND begins + stays AND hash(a, c, d, use, 'is') % 100 < often
)
SELECT format('acc_{:03}', a) AS account_id, DATE '1970-01-01' + (20234 + d)::INT + 1 AS day,
  CASE WHEN c > 0 THEN format('usr_{:03}_{:02}', a, c) END AS contact_id,
  CASE chance % 40 WHEN 0 THEN 'ticket' WHEN 1 THEN 'interaction' ELSE 'usage' END AS kind,
  format('feature_{:02}', (chance % 17) * (chance % 19) % 15) AS name, sum(1 + chance % 9)::BIGINT AS count
FROM uses GROUP BY ALL
"""
FILES = """
COPY (SELECT * FROM rollup WHERE (account_id < 'acc_030') = {first} ORDER BY account_id, day, contact_id, kind, name)
TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)
"""


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    (folder / "daily").mkdir()
    (folder / "made.json").write_text(json.dumps({"last_day": LAST_DAY}))
    connection = duckdb.connect()
    connection.execute(ROLLUP)
    for first in (True, False):
        connection.execute(FILES.format(first=first, path=folder / "daily" / f"{0 if first else 1}.parquet"))
    subprocess.run([program, "matrix", "compute", folder, folder / "ours"], check=True, stdout=subprocess.DEVNULL)

    script = Path(__file__).with_name("rivals").joinpath("duckdb.sql").read_text()
    connection.execute(script.replace("$DATA", f"{folder}/daily/*.parquet").replace("$LAST", str(LAST_DAY)))
    connection.execute(f"CREATE VIEW ours AS SELECT * FROM '{folder}/ours/*.parquet'")
    keys = [row[0] for row in connection.execute("DESCRIBE matrix").fetchall()]
    metrics = [key for key in keys if key not in ("account_id", "day")]
    rows = "SELECT {} FROM ours o FULL JOIN matrix m ON o.account_id = m.account_id AND o.day = m.day"
    differs = [
        f"count(*) FILTER (m.day IS NULL OR o.day IS NULL OR (o.{key} IS NULL) <> (m.{key} IS NULL) "
        f"OR abs(o.{key} - m.{key}) > 1e-12 * greatest(1, abs(m.{key})))"
        for key in metrics
    ]
    count, *wrong = connection.execute(rows.format(", ".join(["count(*)", *differs]))).fetchone()
    if any(wrong) or count == 0:
        sys.exit(f"of {count} account-days differ: {dict(zip(metrics, wrong))}")
    print(f"equal: {count} account-days, {len(metrics)} metrics")


if __name__ == "__main__":
    main()
