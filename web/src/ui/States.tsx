// What stands where data would be: nothing yet, or a failure and the way out of it.

import { Button, Skeleton } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sentenceOf } from "~/api/problem";
import classes from "./States.module.css";

/** Says what would be here and how to get it. */
export function Empty({
  title,
  children,
  action,
  icon,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
}) {
  return (
    <div className={classes.state}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <p className={classes.title}>{title}</p>
      {children && <p className={classes.text}>{children}</p>}
      {action}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon}>
        <IconCloudOff size={22} stroke={1.6} />
      </div>
      <p className={classes.title}>This could not be loaded</p>
      <p className={classes.text}>{sentenceOf(error)}</p>
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** Lines that stand in for rows while they load. */
export function RowSkeletons({ rows = 6, height = 18 }: { rows?: number; height?: number }) {
  return (
    <div className={classes.lines} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, at) => `line-${at}`).map((key, at) => (
        <Skeleton key={key} height={height} width={`${96 - ((at * 17) % 38)}%`} radius="sm" />
      ))}
    </div>
  );
}

/** Shows a query's data, or that it loads, or that it failed. */
export function Loaded<T>({
  query,
  skeleton = <RowSkeletons />,
  children,
}: {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <>{skeleton}</>;
}
