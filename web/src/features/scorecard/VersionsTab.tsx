import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { shortEmail } from "~/lib/format";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import grid from "~/ui/grid.module.css";
import { Empty, Loaded } from "~/ui/States";
import { Tag } from "~/ui/Tag";
import { When } from "~/ui/When";
import { versionsQuery } from "./queries";
import { DEFAULT_KEY, type Version } from "./types";

/** What was in use when, and by whom. Each can be looked at, and published again. */
export function VersionsTab({
  of,
  look,
  drafted,
}: {
  /** The scorecard's key. */
  of: string;
  /** Takes a version's text as the draft; nothing where nothing can be changed. */
  look: ((toml: string) => void) | undefined;
  /** Whether there is a draft that would be replaced. */
  drafted: boolean;
}) {
  const versions = useQuery(versionsQuery(of));
  return (
    <Card title="Versions" hint="looking at one makes it the draft; publish it to restore it" flush>
      <Loaded query={versions}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title="As it comes with Perennial">
              Nobody has changed the scorecard here. Every version that is published stands here.
            </Empty>
          ) : (
            <table className={grid.grid} aria-label="Versions">
              <thead>
                <tr>
                  <th scope="col">Version</th>
                  <th scope="col">What</th>
                  <th scope="col">By</th>
                  <th scope="col">When</th>
                  <th scope="col" aria-label="Look at it" />
                </tr>
              </thead>
              <tbody>
                {rows.map((version) => (
                  <VersionRow
                    key={version.version}
                    version={version}
                    gone={of === DEFAULT_KEY ? "back to the built-in one" : "removed"}
                    look={look}
                    drafted={drafted}
                  />
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  );
}

function VersionRow({
  version: { version, changed_by, changed_at, toml, current },
  gone,
  look,
  drafted,
}: {
  version: Version;
  /** What a version without a text was. */
  gone: string;
  look: ((toml: string) => void) | undefined;
  drafted: boolean;
}) {
  return (
    <tr>
      <td className="num">{version}</td>
      <td>
        {toml === null ? gone : "published"} {current && <Tag tone="accent">in use</Tag>}
      </td>
      <td className="quiet">{changed_by ? shortEmail(changed_by) : "–"}</td>
      <td className="quiet">
        <When at={changed_at} />
      </td>
      <td className={grid.right}>
        {look && toml !== null && (drafted || !current) && (
          <ConfirmButton
            title={`Look at version ${version}?`}
            text="It takes the place of your draft, which is lost."
            confirm="Replace my draft"
            run={() => look(toml)}
          >
            {(open) => (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`Look at version ${version}`}
                onClick={() => (drafted ? open() : look(toml))}
              >
                Look
              </Button>
            )}
          </ConfirmButton>
        )}
      </td>
    </tr>
  );
}
