import { useLayoutEffect, useRef, useState } from "react";
import type { EventDoc, ProgrammePoint } from "../../bridge/types";
import type { EventForm } from "../../bridge/use-autosave";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { announce } from "../../ui/announcer";
import { say, useNotes } from "../../ui/toast";
import { inOrder, type NamedPoint, namedPoints, nextPoint } from "./points";

interface Points {
  list: NamedPoint[];
  /** The point that was added last: its words are wanted next. */
  newest: number | undefined;
  change: (key: number, part: Partial<ProgrammePoint>) => void;
  add: () => void;
  remove: (key: number) => Promise<void>;
  /** Puts the points in order once the time of one was left; the focus stays with what it has gone to. */
  settle: (key: number, focused: EventTarget | null) => void;
}

/** The points of a programme on a form that saves itself. */
export function usePoints(id: string, doc: EventDoc, form: EventForm): Points {
  const t = useMessages();
  const field = form.programme();
  const [known, setKnown] = useState<number[]>([]);
  const [newest, setNewest] = useState<number>();
  const keepFocus = useKeptFocus();
  const { undoing } = useHistory(id, useNotes());
  const list = namedPoints(field.value, known);
  const put = (points: readonly NamedPoint[]) => {
    setKnown(points.map(({ key }) => key));
    field.onChange(points.map(({ key: _, ...point }) => point));
  };
  return {
    list,
    newest,
    change: (key, part) => put(list.map((point) => (point.key === key ? { ...point, ...part } : point))),
    add: () => {
      const key = Math.max(0, ...list.map((point) => point.key)) + 1;
      setNewest(key);
      put([...list, { ...nextPoint(list, doc), key }]);
    },
    remove: async (key) => {
      // What was typed before is an act of its own, so that undo brings back this point alone.
      await form.flush();
      put(list.filter((point) => point.key !== key));
      await form.flush();
      say(t("programme.deleted"), undoing);
    },
    settle: (key, focused) => {
      const sorted = inOrder(list, doc);
      const at = sorted.findIndex((point) => point.key === key);
      if (list[at]?.key !== key) {
        keepFocus(focused);
        put(sorted);
        announce(t("programme.moved", { number: at + 1, all: sorted.length }));
      }
      void form.flush();
    },
  };
}

/** A row that moves takes the focus off what is in it; this gives it back. */
function useKeptFocus(): (focused: EventTarget | null) => void {
  const kept = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    kept.current?.focus();
    kept.current = null;
  });
  return (focused) => {
    kept.current = focused instanceof HTMLElement ? focused : null;
  };
}
