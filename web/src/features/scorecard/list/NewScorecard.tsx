import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import type { Row } from "../types";
import { NewForm } from "./NewForm";

/** Makes a scorecard for some of the accounts. */
export function NewScorecard({
  from,
  rows,
  open,
}: {
  /** The key of the one that it starts as a copy of. */
  from: string;
  rows: Row[];
  open: (key: string) => void;
}) {
  const [opened, { open: show, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={show}
      >
        New scorecard
      </Button>
      {opened && (
        <NewForm
          from={from}
          rows={rows}
          close={close}
          made={(key) => {
            close();
            open(key);
          }}
        />
      )}
    </>
  );
}
