import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { ExchangeRate } from "~/api/types";
import classes from "./Counting.module.css";
import { OneRate } from "./OneRate";
import { PasteRates } from "./PasteRates";

/** Rates are written down one by one, or pasted as lines. */
export function NewRates({
  currency,
  known,
}: {
  /** The one to begin with. */
  currency: string | undefined;
  known: ExchangeRate[];
}) {
  const [how, setHow] = useState("one");
  return (
    <div className={classes.new}>
      <SegmentedControl
        size="xs"
        aria-label="How to add rates"
        value={how}
        onChange={setHow}
        data={[
          { value: "one", label: "One rate" },
          { value: "lines", label: "Paste several" },
        ]}
      />
      {how === "one" ? (
        <OneRate key={currency} currency={currency} known={known} />
      ) : (
        <PasteRates known={known} done={() => setHow("one")} />
      )}
    </div>
  );
}
