import { Outlet, useRouteContext } from "@tanstack/react-router";
import { Palette } from "~/features/palette/Palette";
import classes from "./Shell.module.css";
import { ShortcutHelp } from "./ShortcutHelp";
import { Sidebar } from "./Sidebar";
import { SessionProvider } from "./session";
import { useGlobalShortcuts } from "./shortcuts";

/** The frame around every page. */
export function Shell() {
  const { session } = useRouteContext({ from: "/app" });
  const { palette, help } = useGlobalShortcuts();
  return (
    <SessionProvider value={session}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <div className={classes.shell}>
        <Sidebar openPalette={palette.open} openHelp={help.open} />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Palette opened={palette.opened} close={palette.close} openHelp={help.open} />
      <ShortcutHelp opened={help.opened} close={help.close} />
    </SessionProvider>
  );
}
