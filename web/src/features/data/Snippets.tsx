import { SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Copyable } from "~/ui/Copyable";
import classes from "./Data.module.css";
import { snippets } from "./snippets";

/** How to send a first event, ready to paste. */
export function Snippets() {
  const all = snippets(window.location.origin);
  const [key, setKey] = useState(all[0]?.key);
  const snippet = all.find((one) => one.key === key) ?? all[0];
  if (!snippet) return null;
  return (
    <div className={classes.snippets}>
      <SegmentedControl
        size="xs"
        aria-label="Language"
        value={snippet.key}
        data={all.map((one) => ({ value: one.key, label: one.name }))}
        onChange={setKey}
      />
      <Copyable text={snippet.code} label={`the ${snippet.name} snippet`} block />
      <p className="quiet">
        Put your key in place of <code>WRITE_KEY</code>, run it, and watch{" "}
        <Link to="/data" search={{ tab: "live" }} className="link">
          live events
        </Link>
        .
      </p>
    </div>
  );
}
