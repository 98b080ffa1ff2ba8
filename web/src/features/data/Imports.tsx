import { IconFileOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Card } from "~/ui/Card";
import { Empty, Loaded } from "~/ui/States";
import classes from "./Data.module.css";
import { ImportItem } from "./ImportItem";
import { KeptMappings } from "./KeptMappings";
import { importsQuery } from "./queries";
import { Wizard } from "./wizard/Wizard";

export function Imports({
  opened,
  open,
}: {
  opened: string | undefined;
  open: (run: string | undefined) => void;
}) {
  const imports = useQuery(importsQuery);
  return (
    <div className={classes.stack}>
      <Wizard done={(run) => open(run.import_id)} />
      <Card title="Imports" hint="newest first" flush>
        <Loaded query={imports}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon={<IconFileOff size={20} stroke={1.6} />} title="No file was imported yet">
                Upload one above, or run <code>perennial import accounts accounts.csv</code>. What
                was added, refused and odd in each file is kept here.
              </Empty>
            ) : (
              rows.map((run) => (
                <ImportItem
                  key={run.import_id}
                  run={run}
                  opened={run.import_id === opened}
                  toggle={() => open(run.import_id === opened ? undefined : run.import_id)}
                />
              ))
            )
          }
        </Loaded>
      </Card>
      <KeptMappings />
    </div>
  );
}
