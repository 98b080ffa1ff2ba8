import { Button, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { RevenueFormat, RevenueTable } from "~/api/types";
import { fileHref } from "./files";
import type { Question } from "./question";

const NAMES: Record<RevenueFormat, string> = { csv: "CSV", xlsx: "Excel" };
const ALL: readonly RevenueFormat[] = ["csv", "xlsx"];

/** A table to take along, as the server writes it. */
export function FileLinks({
  table,
  question,
  says,
  formats = ALL,
}: {
  table: RevenueTable;
  question: Partial<Question>;
  /** What is in the file, where that is not just what is shown. */
  says: string;
  formats?: readonly RevenueFormat[];
}) {
  return formats.map((format) => (
    <Tooltip key={format} label={says} multiline maw={300}>
      <Button
        component="a"
        href={fileHref(table, format, question)}
        download
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        {NAMES[format]}
      </Button>
    </Tooltip>
  ));
}
