import { Skeleton } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import type { AccountPage } from "~/api/types";
import { formatCount } from "~/lib/format";
import { Page } from "~/ui/Page";
import { Empty, Failed } from "~/ui/States";
import classes from "./Accounts.module.css";
import { AccountsTable } from "./AccountsTable";
import { useAccountsHead } from "./queries";
import { type AccountsSearch, filtersOn } from "./search";
import { Toolbar } from "./Toolbar";

const route = getRouteApi("/app/accounts");

export function AccountsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const head = useAccountsHead(search);
  const change = useCallback(
    (next: Partial<AccountsSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  // Counts and choices stay while a condition is being mended.
  const known = useRef(head.data);
  known.current = head.data ?? known.current;
  const failedCondition = head.isError && search.where !== undefined;
  return (
    <Page
      name="Accounts"
      title="Accounts"
      meta={head.data && <Count page={head.data} band={search.band} />}
      fill
    >
      <Toolbar
        search={search}
        change={change}
        page={known.current}
        conditionError={failedCondition ? head.error : null}
      />
      <div className={classes.body} data-stale={head.isPlaceholderData || undefined}>
        {head.data ? (
          <AccountsBody page={head.data} search={search} change={change} />
        ) : head.isError ? (
          failedCondition ? (
            <Empty title="No list for this condition">The place is marked above.</Empty>
          ) : (
            <Failed error={head.error} retry={() => void head.refetch()} />
          )
        ) : (
          <TableSkeleton />
        )}
      </div>
    </Page>
  );
}

function Count({ page, band }: { page: AccountPage; band: string | undefined }) {
  // Customers who left are no part of the total.
  const apart = band === "former";
  return (
    <span className="num" aria-live="polite">
      {apart || page.matching === page.total
        ? formatCount(page.matching)
        : `${formatCount(page.matching)} of ${formatCount(page.total)}`}
    </span>
  );
}

function AccountsBody({
  page,
  search,
  change,
}: {
  page: AccountPage;
  search: AccountsSearch;
  change: (next: Partial<AccountsSearch>) => void;
}) {
  if (page.matching > 0) return <AccountsTable page={page} search={search} change={change} />;
  if (filtersOn(search) > 0) {
    return (
      <Empty icon={<IconFilterOff size={20} stroke={1.6} />} title="No account matches">
        Loosen a filter, or{" "}
        <Link to="/accounts" className="link">
          show all {formatCount(page.total)}
        </Link>
        .
      </Empty>
    );
  }
  return (
    <Empty title="No accounts yet">
      Import a file of accounts, or send <code>group</code> calls from your product:{" "}
      <Link to="/data" className="link">
        connect data
      </Link>
      .
    </Empty>
  );
}

function TableSkeleton() {
  return (
    <div className={classes.skeletons} role="status" aria-label="Loading">
      {Array.from({ length: 18 }, (_, at) => `row-${at}`).map((key) => (
        <Skeleton key={key} height={18} radius="sm" />
      ))}
    </div>
  );
}
