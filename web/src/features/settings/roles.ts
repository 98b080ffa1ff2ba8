import type { Role } from "~/api/types";

export const ROLE_NAMES: Record<Role, string> = {
  admin: "Administrator",
  leader: "Leader",
  csm: "CSM",
  viewer: "Viewer",
};

export const ROLES = Object.entries(ROLE_NAMES).map(([value, label]) => ({ value, label }));
