import { Menu } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { humanise, initials } from "~/lib/format";
import { useSession, useSignOut } from "./session";
import classes from "./UserMenu.module.css";

export function UserMenu() {
  const { teammate } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const name = teammate.name ?? teammate.email;
  return (
    <Menu position="top-end" width={220}>
      <Menu.Target>
        <button type="button" className={classes.face}>
          <span aria-hidden="true">{initials(name)}</span>
          <span className="visually-hidden">Account menu of {name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {teammate.email}
          <br />
          {humanise(teammate.role)}
        </Menu.Label>
        <Menu.Item
          onClick={() => void navigate({ to: "/settings", search: { tab: "sessions" } })}
          leftSection={<IconUserCircle size={15} aria-hidden />}
        >
          Sessions
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={() => void signOut()}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
