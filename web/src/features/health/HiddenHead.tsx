import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { HiddenSideInfo } from "~/api/types";
import classes from "./Hidden.module.css";
import { type Dir, type HiddenSearch, type HiddenSort, nextHiddenSort, orderOf } from "./search";

/** The heads of the table; pressing one sorts. */
export function HiddenHead({
  sides,
  search,
  change,
  wide,
}: {
  sides: HiddenSideInfo[];
  search: HiddenSearch;
  change: (next: Partial<HiddenSearch>) => void;
  wide: boolean;
}) {
  const sort = { search, change };
  return (
    <thead>
      <tr>
        <Head {...sort} by="name" natural="asc">
          Account
        </Head>
        <Head {...sort} by="score" natural="desc" title="Health: 0 to 100, with its band">
          Health
        </Head>
        {wide && (
          <Head {...sort} by="looks_well" natural="asc" title="By what it looks well from outside">
            Looks well by
          </Head>
        )}
        <Head {...sort} by="risk" natural="desc" title="Hidden risk: 0 to 100, with its band">
          Hidden risk
        </Head>
        {sides.map((side) => (
          <Head
            key={side.key}
            {...sort}
            by={`side.${side.key}`}
            natural="desc"
            title={`${side.name}: how alarming it is, 0 to 100`}
            upright
          >
            {side.name}
          </Head>
        ))}
        <Head {...sort} by="arr" natural="desc" title="Annual recurring revenue" right>
          ARR
        </Head>
        <Head {...sort} by="days_to_renewal" natural="asc" title="When the contract term ends">
          Renewal
        </Head>
        {wide && (
          <Head {...sort} by="listed_since" natural="desc" title="Since when it is on the list">
            Listed since
          </Head>
        )}
      </tr>
    </thead>
  );
}

function Head({
  search,
  change,
  by,
  natural,
  title,
  right = false,
  upright = false,
  children,
}: {
  search: HiddenSearch;
  change: (next: Partial<HiddenSearch>) => void;
  by: HiddenSort;
  natural: Dir;
  title?: string;
  right?: boolean;
  upright?: boolean;
  children: ReactNode;
}) {
  const { sort, dir } = orderOf(search);
  const on = sort === by;
  const Arrow = dir === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={classes.head}
      data-upright={upright || undefined}
      data-right={right || undefined}
      aria-sort={on ? (dir === "asc" ? "ascending" : "descending") : "none"}
    >
      <button
        type="button"
        className={classes.sort}
        data-sorted={on || undefined}
        title={title}
        onClick={() => change(nextHiddenSort(search, by, natural))}
      >
        <span className={classes.headText}>{children}</span>
        {on && <Arrow size={12} stroke={2.2} aria-hidden />}
      </button>
    </th>
  );
}
