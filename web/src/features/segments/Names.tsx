import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import classes from "./Form.module.css";
import { slug } from "./slug";

export interface Named {
  name: string;
  key: string;
  description: string;
}

/** Name, key and description of a segment. The key follows the name until it is typed; one that is
 * saved stays for good. */
export function Names({
  named,
  change,
  keyIsFixed = false,
}: {
  named: Named;
  change: (named: Named) => void;
  keyIsFixed?: boolean;
}) {
  const [keyIsOwn, setKeyIsOwn] = useState(keyIsFixed || named.key !== "");
  return (
    <div className={classes.stack}>
      <div className={classes.names}>
        <TextInput
          size="sm"
          label="Name"
          placeholder="Large accounts that went quiet"
          maxLength={120}
          value={named.name}
          onChange={(event) => {
            const name = event.currentTarget.value;
            change({ ...named, name, key: keyIsOwn ? named.key : slug(name) });
          }}
        />
        <TextInput
          size="sm"
          label="Key"
          placeholder="large_and_quiet"
          title="Names the segment in addresses, scripts and other definitions"
          disabled={keyIsFixed}
          maxLength={64}
          value={named.key}
          onChange={(event) => {
            setKeyIsOwn(event.currentTarget.value !== "");
            change({ ...named, key: event.currentTarget.value });
          }}
        />
      </div>
      <Textarea
        size="sm"
        label="Description"
        placeholder="What it is for, and who looks at it"
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        value={named.description}
        onChange={(event) => change({ ...named, description: event.currentTarget.value })}
      />
    </div>
  );
}
