import { IconHistory, IconKeyboard, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useSignalCounts } from "~/features/signals/queries";
import { formatCompact } from "~/lib/format";
import { formatDay } from "~/lib/time";
import { Keys } from "~/ui/Keys";
import { Logo } from "~/ui/Logo";
import { AppearanceToggle } from "./AppearanceToggle";
import { PLACES } from "./nav";
import classes from "./Sidebar.module.css";
import { usePresent, useSession } from "./session";
import { MOD } from "./shortcuts";
import { UserMenu } from "./UserMenu";

export function Sidebar({
  openPalette,
  openHelp,
  openDays,
}: {
  openPalette: () => void;
  openHelp: () => void;
  openDays: () => void;
}) {
  const { company } = useSession();
  const { asOf } = usePresent();
  const open = useSignalCounts().data?.open ?? 0;
  return (
    <aside className={classes.sidebar}>
      <Link to="/" className={classes.brand} title="Home">
        <Logo />
        <span className={classes.words}>
          <span className={classes.product}>Perennial</span>
          <span className={`${classes.company} clip`}>
            {company.name}
            {company.sample && !/sample/i.test(company.name) && " · sample"}
          </span>
        </span>
      </Link>

      <button type="button" className={classes.search} onClick={openPalette}>
        <IconSearch size={15} stroke={1.8} aria-hidden />
        <span className={classes.label}>Search</span>
        <span className={classes.keys}>
          <Keys keys={[MOD, "K"]} />
        </span>
      </button>

      <nav aria-label="Main" className={classes.nav}>
        {PLACES.map(({ to, name, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={classes.place}
            activeOptions={{ exact: to === "/", includeSearch: false }}
            activeProps={{ "data-active": true }}
            title={name}
          >
            <Icon size={17} stroke={1.7} aria-hidden />
            <span className={classes.label}>{name}</span>
            {to === "/signals" && open > 0 && (
              <span className={classes.count}>
                {formatCompact(open)}
                <span className="visually-hidden"> open</span>
              </span>
            )}
          </Link>
        ))}
      </nav>

      <button
        type="button"
        className={classes.past}
        data-active={asOf ? true : undefined}
        onClick={openDays}
        title="Show everything as of a past day"
      >
        <IconHistory size={17} stroke={1.7} aria-hidden />
        <span className={classes.label}>{asOf ? formatDay(asOf) : "Past day"}</span>
      </button>

      <div className={classes.foot}>
        <AppearanceToggle />
        <button
          type="button"
          className={classes.small}
          onClick={openHelp}
          aria-label="Keyboard help"
        >
          <IconKeyboard size={17} stroke={1.7} aria-hidden />
        </button>
        <UserMenu />
      </div>
    </aside>
  );
}
