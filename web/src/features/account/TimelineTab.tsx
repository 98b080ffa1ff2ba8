import { Button, Loader } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { IconTimelineEventMinus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { FactKind } from "~/api/types";
import { useAsOf, useSession } from "~/app/session";
import { humanise } from "~/lib/format";
import { listOf, toggled } from "~/lib/url";
import { Card } from "~/ui/Card";
import { Empty, Failed, RowSkeletons } from "~/ui/States";
import { byDay } from "./byDay";
import { FACT_ICONS } from "./FactIcon";
import { FactItem } from "./FactItem";
import { timelineQuery } from "./queries";
import classes from "./Timeline.module.css";
import { WhenHeading } from "./WhenHeading";

const KINDS = Object.keys(FACT_ICONS) as FactKind[];

/** Everything that ever happened to the account, newest first. */
export function TimelineTab({
  accountId,
  kind,
  change,
}: {
  accountId: string;
  kind: string | undefined;
  change: (kind: string | undefined) => void;
}) {
  const zone = useSession().company.time_zone;
  const timeline = useInfiniteQuery(timelineQuery(accountId, kind, useAsOf()));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  const { ref, entry } = useIntersection({ rootMargin: "600px" });
  const near = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const facts = timeline.data?.pages.flatMap((page) => page.facts) ?? [];
  const on = listOf(kind);
  return (
    <Card flush>
      <fieldset className={classes.kinds}>
        <legend className="visually-hidden">Kinds of facts</legend>
        {KINDS.map((key) => (
          <Button
            key={key}
            size="compact-xs"
            radius="xl"
            variant={on.includes(key) ? "light" : "subtle"}
            color={on.includes(key) ? undefined : "gray"}
            aria-pressed={on.includes(key)}
            onClick={() => change(toggled(kind, key))}
          >
            {humanise(key)}
          </Button>
        ))}
      </fieldset>
      {timeline.isPending && <RowSkeletons rows={10} />}
      {timeline.isError && <Failed error={timeline.error} retry={() => void timeline.refetch()} />}
      {timeline.isSuccess && facts.length === 0 && (
        <Empty
          icon={<IconTimelineEventMinus size={20} stroke={1.6} />}
          title={kind ? "Nothing of this kind" : "Nothing has happened yet"}
        >
          Logins, tickets, survey answers, payments and calls all stand here, as they come in.
        </Empty>
      )}
      {byDay(facts, zone).map(([day, items]) => (
        <section key={day} className={classes.day}>
          <WhenHeading day={day} />
          <ul className={classes.facts}>
            {items.map((fact) => (
              <FactItem key={fact.fact_id} fact={fact} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <div ref={ref} className={classes.more}>
          {isFetchingNextPage ? (
            <Loader size="sm" />
          ) : (
            <Button variant="subtle" color="gray" size="xs" onClick={() => void fetchNextPage()}>
              More
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}
