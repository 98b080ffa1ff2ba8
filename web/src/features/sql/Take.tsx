import { Button, CopyButton, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconChevronDown, IconCopy, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { sentenceOf } from "~/api/problem";
import type { SqlAnswer, TableFormat } from "~/api/types";
import { useAsOf } from "~/app/session";
import { download } from "~/features/data/wizard/send";
import { asText } from "./cells";
import { fileOf, newRunId } from "./queries";

const FORMATS: { format: TableFormat; name: string }[] = [
  { format: "csv", name: "CSV" },
  { format: "json", name: "JSON" },
  { format: "parquet", name: "Parquet" },
];

/** Take an answer along: what is shown to the clipboard, all of it as a file. */
export function Take({ answer, query }: { answer: SqlAnswer; query: string }) {
  const asOf = useAsOf();
  const [busy, setBusy] = useState(false);
  async function save(format: TableFormat) {
    setBusy(true);
    try {
      const file = await fileOf(query, asOf, format, newRunId(), new AbortController().signal);
      download(file, `query.${format}`);
    } catch (error) {
      notifications.show({ color: "red", title: "No file", message: sentenceOf(error) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <CopyButton value={asText(answer)} timeout={1500}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={
              copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />
            }
            onClick={copy}
          >
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
      <Menu position="bottom-end" width={150}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={busy}
            leftSection={<IconDownload size={14} aria-hidden />}
            rightSection={<IconChevronDown size={13} aria-hidden />}
          >
            Download
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map(({ format, name }) => (
            <Menu.Item key={format} onClick={() => void save(format)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
