// Takes a row by its handle to another place.

import { type PointerEvent, type RefCallback, useRef, useState } from "react";
import { placedAt, placeOf } from "./order";

interface Held {
  key: string;
  order: string[];
}

export interface DragOrder {
  /** The order to show; while one is held, what letting go would make of it. */
  order: string[];
  held: string | null;
  rowRef: (key: string) => RefCallback<HTMLElement>;
  handle: (key: string) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
}

export function useDragOrder(keys: string[], drop: (keys: string[]) => void): DragOrder {
  const [held, setHeld] = useState<Held | null>(null);
  const rows = useRef(new Map<string, HTMLElement>());

  function middles(except: string): number[] {
    return keys
      .filter((key) => key !== except)
      .map((key) => rows.current.get(key)?.getBoundingClientRect())
      .map((box) => (box ? box.top + box.height / 2 : 0));
  }

  return {
    order: held?.order ?? keys,
    held: held?.key ?? null,
    rowRef: (key) => (row) => {
      if (row) rows.current.set(key, row);
      else rows.current.delete(key);
    },
    handle: (key) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld({ key, order: keys });
      },
      onPointerMove: ({ clientY }) => {
        if (held?.key !== key) return;
        setHeld({ key, order: placedAt(keys, key, placeOf(clientY, middles(key))) });
      },
      onPointerUp: () => {
        setHeld(null);
        if (held && held.order.join() !== keys.join()) drop(held.order);
      },
      onPointerCancel: () => setHeld(null),
    }),
  };
}
