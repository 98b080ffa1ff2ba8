import { useQuery } from "@tanstack/react-query";
import { teamQuery } from "~/features/settings/queries";
import { shortEmail } from "~/lib/format";

/** What people call whoever said something: a teammate by their name, an API key by its own. */
export function useWho(): (by: string) => string {
  const team = useQuery(teamQuery).data?.rows;
  return (by) => {
    const name = team?.find(({ email }) => email === by)?.name;
    return name || (by.startsWith("key ") ? by : shortEmail(by));
  };
}
