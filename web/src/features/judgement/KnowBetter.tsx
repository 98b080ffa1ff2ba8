import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserEdit } from "@tabler/icons-react";
import type { OverrideRow } from "~/api/types";
import { OverrideForm } from "./OverrideForm";
import type { Said } from "./says";
import { useMayJudge } from "./useMayJudge";

/** Opens the form that sets a score beside the scorecard's. */
export function KnowBetter({
  accountId,
  override,
  computed,
}: {
  accountId: string;
  /** The one in force, to be changed. */
  override: OverrideRow | null;
  computed: Said;
}) {
  const { may, locked } = useMayJudge();
  const [opened, { open, close }] = useDisclosure(false);
  if (!may) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={override ? undefined : <IconUserEdit size={13} aria-hidden />}
        {...locked}
        onClick={open}
      >
        {override ? "Change" : "I know better"}
      </Button>
      <Modal opened={opened} onClose={close} title="I know better" centered>
        <OverrideForm accountId={accountId} override={override} computed={computed} close={close} />
      </Modal>
    </>
  );
}
