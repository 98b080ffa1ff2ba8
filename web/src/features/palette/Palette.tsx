import { Modal } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { api, ok } from "~/api/client";
import { usePresent } from "~/app/session";
import { BandIcon } from "~/ui/BandIcon";
import { Keys } from "~/ui/Keys";
import { itemOf, type PaletteItem, pagesFor } from "./items";
import classes from "./Palette.module.css";

const TYPING_MS = 60;

/** Ctrl-K: find an account, a person or a page and go there. */
export function Palette({
  opened,
  close,
  openHelp,
  openDays,
}: {
  opened: boolean;
  close: () => void;
  openHelp: () => void;
  openDays: () => void;
}) {
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label="Search and go anywhere">
        <Modal.Body p={0}>
          <PaletteBody close={close} openHelp={openHelp} openDays={openDays} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteBody({
  close,
  openHelp,
  openDays,
}: {
  close: () => void;
  openHelp: () => void;
  openDays: () => void;
}) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const navigate = useNavigate();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const items = useItems(query);
  const current = items[Math.min(at, items.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first answer
  useEffect(() => setAt(0), [query]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the current item moves with the place
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  function go(item: PaletteItem) {
    close();
    if (item.go === "help") return openHelp();
    if (item.go === "days") return openDays();
    const { to, accountId, tab } = item.go;
    void navigate({
      to,
      params: accountId ? { accountId } : undefined,
      search: tab ? { tab } : {},
    } as Parameters<typeof navigate>[0]);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((at + step + items.length) % Math.max(1, items.length));
      event.preventDefault();
    } else if (event.key === "Enter" && current) {
      event.preventDefault();
      go(current);
    }
  }

  return (
    <>
      <div className={classes.field}>
        <IconSearch size={17} stroke={1.8} aria-hidden />
        <input
          className={classes.input}
          placeholder="Find an account, a person or a page"
          aria-label="Find an account, a person or a page"
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-activedescendant={current && `${listId}-${current.id}`}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Keys keys={["Esc"]} />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label="Results" ref={list}>
        {items.map((item) => (
          <Option
            key={item.id}
            id={`${listId}-${item.id}`}
            item={item}
            selected={item === current}
            choose={() => go(item)}
          />
        ))}
      </div>
      {items.length === 0 && <p className={classes.none}>Nothing is called “{query}”.</p>}
    </>
  );
}

function useItems(query: string): PaletteItem[] {
  const [asked] = useDebouncedValue(query.trim(), TYPING_MS);
  const { asOf } = usePresent();
  const found = useQuery({
    queryKey: ["search", asked, asOf],
    queryFn: ({ signal }) =>
      ok(api.GET("/api/search", { params: { query: { q: asked, as_of: asOf } }, signal })),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const hits = asked === "" ? [] : (found.data?.hits ?? []).map(itemOf);
  const pages = pagesFor(query);
  return query.trim() === "" ? pages : [...hits, ...pages];
}

function Option({
  id,
  item,
  selected,
  choose,
}: {
  id: string;
  item: PaletteItem;
  selected: boolean;
  choose: () => void;
}) {
  const Icon = item.icon;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
    <div
      id={id}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      className={classes.option}
      onClick={choose}
    >
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className="clip">{item.title}</span>
      {item.band !== undefined && <BandIcon band={item.band} />}
      <span className={`${classes.subtitle} clip`}>{item.subtitle}</span>
      {item.keys && <Keys keys={[...item.keys]} />}
    </div>
  );
}
