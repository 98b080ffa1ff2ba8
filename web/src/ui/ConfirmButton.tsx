import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";

/** Asks before a step that can't be undone, or that everybody sees. */
export function ConfirmButton({
  title,
  text,
  confirm,
  colour = "red.9",
  run,
  children,
}: {
  title: string;
  text: string;
  confirm: string;
  /** Red, unless the step takes nothing away. */
  colour?: string;
  run: () => void;
  children: (open: () => void) => ReactNode;
}) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      {children(open)}
      <Modal opened={opened} onClose={close} title={title} centered size="sm">
        <p>{text}</p>
        <div style={{ display: "flex", justifyContent: "flex-end", gap: 8, marginTop: 18 }}>
          <Button variant="default" size="xs" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button
            color={colour}
            size="xs"
            onClick={() => {
              close();
              run();
            }}
          >
            {confirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}
