import { useQueryClient } from "@tanstack/react-query";
import { accountKey } from "~/features/account/queries";

/**
 * What is said of an account counts in its score, which stands in lists too: everything is asked
 * for anew. Ends when the account's own page is current.
 */
export function useRenew(accountId: string): () => Promise<void> {
  const client = useQueryClient();
  const [first] = accountKey(accountId);
  return () => {
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== first });
    return client.invalidateQueries({ queryKey: accountKey(accountId) });
  };
}
