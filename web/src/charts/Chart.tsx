import { ActionIcon, Tooltip, useComputedColorScheme } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import classes from "./Chart.module.css";
import { ChartTable, type Table } from "./ChartTable";
import { type ECharts, type EChartsCoreOption, init } from "./echarts";
import { type Paint, readTokens } from "./tokens";

/** A chart with its caption, its description for screen readers and its table. */
export function Chart({
  title,
  legend,
  description,
  option,
  table,
  height = 200,
  onPick,
}: {
  title: string;
  legend?: ReactNode;
  /** One sentence that says what the chart shows. */
  description: string;
  /** Keep it stable (useCallback): the chart redraws when it changes. */
  option: (paint: Paint) => EChartsCoreOption;
  table: Table;
  height?: number;
  /** Called with the position on the time axis that was clicked. */
  onPick?: (at: number) => void;
}) {
  const [asTable, setAsTable] = useState(false);
  const switchTo = asTable ? "Show as chart" : "Show as table";
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        {legend}
        <Tooltip label={switchTo}>
          <ActionIcon
            className={classes.toggle}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`${switchTo}: ${title}`}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <IconChartLine size={15} /> : <IconTable size={15} />}
          </ActionIcon>
        </Tooltip>
      </figcaption>
      {asTable ? (
        <ChartTable table={table} height={height} label={title} />
      ) : (
        <Canvas option={option} height={height} description={description} onPick={onPick} />
      )}
    </figure>
  );
}

function Canvas({
  option,
  height,
  description,
  onPick,
}: {
  option: (paint: Paint) => EChartsCoreOption;
  height: number;
  description: string;
  onPick: ((at: number) => void) | undefined;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const scheme = useComputedColorScheme("light");
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    if (!place.current) return;
    const drawn = init(place.current);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    drawn.getZr().on("click", ({ offsetX, offsetY }) => {
      const point = [offsetX, offsetY];
      if (!pick.current || !drawn.containPixel("grid", point)) return;
      const [at] = drawn.convertFromPixel({ seriesIndex: 0 }, point) as [number, number];
      pick.current(Math.round(at));
    });
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens change with the scheme
  useEffect(() => {
    if (!place.current) return;
    chart.current?.setOption(
      { animation: false, ...option(readTokens(place.current)) },
      { notMerge: true },
    );
  }, [option, scheme]);

  return (
    <div
      ref={place}
      role="img"
      aria-label={description}
      className={classes.canvas}
      data-pick={onPick ? true : undefined}
      style={{ height }}
    />
  );
}
