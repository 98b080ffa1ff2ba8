import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation, useRouteContext, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { Palette } from "~/features/palette/Palette";
import { AsOfBanner } from "~/features/past/AsOfBanner";
import { DayPicker } from "~/features/past/DayPicker";
import { pastOnly } from "~/lib/asOf";
import { CatchingUp } from "./CatchingUp";
import { isOnlyNow } from "./nav";
import classes from "./Shell.module.css";
import { ShortcutHelp } from "./ShortcutHelp";
import { Sidebar } from "./Sidebar";
import { PresentProvider, SessionProvider, sessionOn } from "./session";
import { useGlobalShortcuts } from "./shortcuts";

/** The frame around every page. */
export function Shell() {
  const { session } = useRouteContext({ from: "/app" });
  const { as_of } = useSearch({ from: "/app" });
  const { pathname, search } = useLocation();
  const onlyNow = isOnlyNow(pathname, search);
  const [picking, picker] = useDisclosure(false);
  const { palette, help } = useGlobalShortcuts(picker.open);
  const day = as_of && pastOnly(as_of, session.today);
  const present = useMemo(() => ({ ...session, asOf: day }), [session, day]);
  const shown = useMemo(
    () => sessionOn(session, onlyNow ? undefined : day),
    [session, onlyNow, day],
  );
  return (
    <PresentProvider value={present}>
      <SessionProvider value={shown}>
        <a className={classes.skip} href="#main">
          Skip to content
        </a>
        <div className={classes.shell} data-past={day ? true : undefined}>
          <Sidebar openPalette={palette.open} openHelp={help.open} openDays={picker.open} />
          <main id="main" className={classes.main} tabIndex={-1}>
            {day && <AsOfBanner day={day} onlyNow={onlyNow} pick={picker.open} />}
            {!day && <CatchingUp />}
            <Outlet />
          </main>
        </div>
        <Palette
          opened={palette.opened}
          close={palette.close}
          openHelp={help.open}
          openDays={picker.open}
        />
        <DayPicker opened={picking} close={picker.close} />
        <ShortcutHelp opened={help.opened} close={help.close} />
      </SessionProvider>
    </PresentProvider>
  );
}
