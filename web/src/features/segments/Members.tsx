import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useAsOf } from "~/app/session";
import { AccountsTable } from "~/features/accounts/AccountsTable";
import { useAccountsHead } from "~/features/accounts/queries";
import type { AccountsSearch } from "~/features/accounts/search";
import { formatDay } from "~/lib/time";
import { Empty, Failed, RowSkeletons } from "~/ui/States";
import classes from "./Segments.module.css";

const route = getRouteApi("/app/segments/$key");

/** The accounts that are in a segment now. */
export function Members({ segment, kind }: { segment: string; kind: "condition" | "list" }) {
  const { sort, dir, density } = route.useSearch();
  const navigate = route.useNavigate();
  const search = useMemo((): AccountsSearch => {
    const sorted = { ...(sort && { sort }), ...(dir && { dir }), ...(density && { density }) };
    return { segment, ...sorted };
  }, [segment, sort, dir, density]);
  const change = useCallback(
    (next: Partial<AccountsSearch>) =>
      void navigate({
        search: (before) => ({ ...before, sort: next.sort, dir: next.dir }),
        replace: true,
      }),
    [navigate],
  );
  const asOf = useAsOf();
  const head = useAccountsHead(search);
  if (head.isError) return <Failed error={head.error} retry={() => void head.refetch()} />;
  if (!head.data) return <RowSkeletons rows={12} />;
  if (head.data.matching === 0 && asOf) {
    return <Empty title={`No account was in it on ${formatDay(asOf)}`} />;
  }
  if (head.data.matching === 0) {
    return kind === "list" ? (
      <Empty title="Nobody is on the list">
        <Link to="/segments/$key/edit" params={{ key: segment }} className="link">
          Put accounts on it
        </Link>
        .
      </Empty>
    ) : (
      <Empty title="No account is in it now">
        The condition holds for nobody today. Over time shows whether it ever did.
      </Empty>
    );
  }
  return (
    <div className={classes.panelFill}>
      <AccountsTable page={head.data} search={search} change={change} />
    </div>
  );
}
