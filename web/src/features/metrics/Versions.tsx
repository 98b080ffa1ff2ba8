import { Button, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "~/app/session";
import { useLocked } from "~/features/past/useLocked";
import { shortEmail } from "~/lib/format";
import { Card } from "~/ui/Card";
import { When } from "~/ui/When";
import { diffLines } from "./diff";
import classes from "./Metric.module.css";
import type { MetricDetail, MetricVersion } from "./types";
import { usePutBack } from "./useMetricChanges";

/** Who changed it and when; each change opens, and each earlier version can be put back. */
export function Versions({ metric }: { metric: MetricDetail }) {
  const versions = metric.versions.toSorted((a, b) => b.version - a.version);
  if (versions.length === 0) {
    return (
      <Card title="Versions">
        <p className="quiet">As it comes with Perennial; nobody has changed it here.</p>
      </Card>
    );
  }
  return (
    <Card title="Versions" flush>
      <ol className={classes.versions}>
        {versions.map((version, at) => (
          <Version
            key={version.version}
            version={version}
            before={versions[at + 1]}
            metric={metric}
            current={at === 0}
          />
        ))}
      </ol>
    </Card>
  );
}

function Version({
  version,
  before,
  metric,
  current,
}: {
  version: MetricVersion;
  before: MetricVersion | undefined;
  metric: MetricDetail;
  current: boolean;
}) {
  const may = useMay("manage_data");
  const locked = useLocked();
  const putBack = usePutBack(metric.key);
  const [open, setOpen] = useState(false);
  const what = version.toml === null ? "removed" : before?.toml ? "changed" : "written";
  return (
    <li>
      <UnstyledButton
        className={classes.version}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight
          size={13}
          aria-hidden
          className={classes.chevron}
          data-open={open || undefined}
        />
        <b>{version.version}</b>
        <span>
          {what} by {shortEmail(version.changed_by)}, <When at={version.changed_at} />
        </span>
        {current && <span className="quiet">in use</span>}
      </UnstyledButton>
      {open && (
        <div className={classes.diffBox}>
          <pre className={classes.diff} tabIndex={0}>
            {diffLines(before?.toml ?? "", version.toml ?? "").map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
              <span key={at} data-sign={line.sign}>
                {line.sign} {line.text}
                {"\n"}
              </span>
            ))}
          </pre>
          {may && !current && version.toml !== null && (
            <Button
              size="compact-xs"
              variant="default"
              {...locked}
              loading={putBack.isPending}
              onClick={() => putBack.mutate(version.toml ?? "")}
            >
              Put version {version.version} back
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
