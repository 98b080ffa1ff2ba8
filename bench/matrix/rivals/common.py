"""What the engines' runs share: arguments, the clock, what is printed.

A run is `python rivals/ENGINE.py DATA SINK`: DATA is a folder that generate.py made; SINK is a Parquet file
to write, or `checksum`, which takes every cell and keeps only the sum and the number of values of each
metric. It prints one line of JSON. The clock runs from the first look at the data until the result is
written or summed; starting Python and loading the engine is not in it.
"""

import json
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

THREADS = 2
MEMORY_GB = 16
METRICS = [
    "active_contacts_7d", "active_contacts_28d", "active_contacts_90d", "events_28d", "events_change_28d",
    "active_days_28d", "distinct_names_28d", "distinct_names_90d", "silent_contacts_28d",
    "top_contact_share_28d", "days_since_last_seen", "events_1d",
]


@dataclass
class Run:
    data: str
    last_day: int
    sink: str | None
    start: float = field(default_factory=time.perf_counter)
    start_cpu: float = field(default_factory=time.process_time)

    @staticmethod
    def from_arguments():
        folder, sink = Path(sys.argv[1]), sys.argv[2]
        made = json.loads((folder / "made.json").read_text())
        return Run(f"{folder}/daily/*.parquet", made["last_day"], None if sink == "checksum" else sink)

    def finish(self, engine, version, sums=None):
        """`sums`: per metric how many values there are and their sum, in the order of METRICS."""
        seconds, cpu = time.perf_counter() - self.start, time.process_time() - self.start_cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({
            "engine": engine, "version": version, "seconds": round(seconds, 3), "cpu": round(cpu, 3),
            "peak_mb": peak, "sums": sums,
        }))
