import { useMemo } from "react";
import { actWords } from "../i18n/act-words";
import { useMessages } from "../i18n/i18n";
import type { Translate } from "../i18n/messages";
import { go } from "../lib/route";
import { useDesk } from "./bridge";
import { type BridgeError, bridgeError } from "./bridge-error";
import type { Desk } from "./desk";

/** How a person is told; ui/toast has it. */
export interface Notes {
  say: (text: string, action?: { label: string; run: () => void }) => void;
  refused: (refusal: BridgeError) => void;
}

export interface History {
  undo: () => void;
  redo: () => void;
  /** The action of a note that says something was done. */
  undoing: { label: string; run: () => void };
}

/** The labels of the acts that begin an event with all that it has. */
const begun = ["event.start", "event.copy"];

/** Takes back and does again what was done with an event; each is said, with the way back. */
export function useHistory(id: string, { say, refused }: Notes): History {
  const t = useMessages();
  const desk = useDesk();
  return useMemo(() => historyOf(desk, id, t, { say, refused }), [desk, id, t, say, refused]);
}

function historyOf(desk: Desk, id: string, t: Translate, { say, refused }: Notes): History {
  const undo = async () => {
    const label = await desk.Undo(id);
    if (begun.includes(label)) go({ page: "events" }); // there is no room left to stand in
    say(t("app.undone", { what: actWords(t, label) }), { label: t("app.redo"), run: attempt(redo) });
  };
  const redo = async () => {
    const label = await desk.Redo(id);
    if (begun.includes(label)) go({ page: "room", event: id, room: "plan" });
    say(t("app.redone", { what: actWords(t, label) }), undoing);
  };
  const attempt = (act: () => Promise<void>) => () => {
    act().catch((reason: unknown) => refused(bridgeError(reason)));
  };
  const undoing = { label: t("app.undo"), run: attempt(undo) };
  return { undo: undoing.run, redo: attempt(redo), undoing };
}

/** Whether the act of this label can be undone: without the making of the event there is no floor. */
export function canUndo(label: string): boolean {
  return label !== "" && label !== "event.new";
}
