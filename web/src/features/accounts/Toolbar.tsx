import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import {
  IconBaselineDensityMedium,
  IconBaselineDensitySmall,
  IconEye,
  IconFilterCode,
  IconSearch,
} from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { AccountPage } from "~/api/types";
import { usePageKeys } from "~/app/shortcuts";
import { BandChips } from "./BandChips";
import { ConditionBox } from "./ConditionBox";
import { FilterMenu } from "./FilterMenu";
import { SegmentMenu } from "./SegmentMenu";
import { type AccountsSearch, filtersOn, showsHidden, toggledHidden } from "./search";
import classes from "./Toolbar.module.css";

const TYPING_MS = 120;

export function Toolbar({
  search,
  change,
  page,
  conditionError,
}: {
  search: AccountsSearch;
  change: (next: Partial<AccountsSearch>) => void;
  page: AccountPage | undefined;
  conditionError: unknown;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [q, setQ] = useState(search.q ?? "");
  const [asked, setAsked] = useState(search.where !== undefined);
  const apply = useDebouncedCallback((next: string) => change({ q: next || undefined }), TYPING_MS);
  const conditionShown = asked || search.where !== undefined;
  const hidden = showsHidden(search);
  const dense = (search.density ?? "compact") === "compact";

  useEffect(() => setQ(search.q ?? ""), [search.q]);
  usePageKeys({ "/": () => field.current?.focus(), f: () => setAsked(true) });

  return (
    <div className={classes.toolbar}>
      <div className={classes.line}>
        <TextInput
          ref={field}
          className={classes.search}
          size="xs"
          placeholder="Search name, domain or id"
          aria-label="Search accounts"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={q}
          onChange={(event) => {
            setQ(event.currentTarget.value);
            apply(event.currentTarget.value);
          }}
          onKeyDown={(event) => event.key === "Escape" && field.current?.blur()}
        />
        <BandChips chosen={search.band} counts={page?.bands} change={change} />
        <FilterMenu
          name="Owner"
          none="Nobody"
          options={page?.owners ?? []}
          chosen={search.owner}
          change={(owner) => change({ owner })}
        />
        <FilterMenu
          name="Tier"
          none="No tier"
          options={page?.tiers ?? []}
          chosen={search.tier}
          change={(tier) => change({ tier })}
        />
        <SegmentMenu chosen={search.segment} change={(segment) => change({ segment })} />
        <Button
          size="compact-sm"
          variant={conditionShown ? "light" : "subtle"}
          color={conditionShown ? undefined : "gray"}
          leftSection={<IconFilterCode size={15} aria-hidden />}
          aria-expanded={conditionShown}
          onClick={() => {
            setAsked(!conditionShown);
            if (conditionShown) change({ where: undefined });
          }}
        >
          Condition
        </Button>
        {filtersOn(search) > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => {
              setAsked(false);
              change({
                q: undefined,
                band: undefined,
                owner: undefined,
                tier: undefined,
                segment: undefined,
                where: undefined,
              });
            }}
          >
            Clear
          </Button>
        )}
        <Tooltip label={hidden ? "Without hidden risk" : "With hidden risk"}>
          <ActionIcon
            className={classes.end}
            variant={hidden ? "light" : "subtle"}
            color={hidden ? undefined : "gray"}
            aria-label="Show hidden risk"
            aria-pressed={hidden}
            onClick={() => change(toggledHidden(search))}
          >
            <IconEye size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={dense ? "More room" : "More rows"}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={dense ? "Give rows more room" : "Show more rows"}
            onClick={() => change({ density: dense ? "regular" : undefined })}
          >
            {dense ? (
              <IconBaselineDensitySmall size={16} />
            ) : (
              <IconBaselineDensityMedium size={16} />
            )}
          </ActionIcon>
        </Tooltip>
      </div>
      {conditionShown && (
        <ConditionBox
          value={search.where ?? ""}
          error={conditionError}
          apply={(where) => change({ where: where || undefined })}
        />
      )}
    </div>
  );
}
