import { Button, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

/** Asks before what was written and not saved is lost. */
export function LeaveGuard({ when }: { when: () => boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: when,
    enableBeforeUnload: when,
    withResolver: true,
  });
  const blocked = blocker.status === "blocked";
  return (
    <Modal
      opened={blocked}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      centered
      size="sm"
    >
      <p>What you have written here would be lost.</p>
      <div style={{ display: "flex", justifyContent: "flex-end", gap: 8, marginTop: 18 }}>
        <Button variant="default" size="xs" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
        <Button size="xs" onClick={() => blocker.reset?.()} data-autofocus>
          Keep writing
        </Button>
      </div>
    </Modal>
  );
}
