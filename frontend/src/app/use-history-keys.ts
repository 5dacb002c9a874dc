import { useCallback } from "react";
import type { EventView } from "../bridge/types";
import { canUndo, useHistory } from "../bridge/use-history";
import { useNotes } from "../ui/toast";
import { isBusyTyping, useCtrlKeys } from "./use-keys";

/** Ctrl+Z takes back what was done with the event, Ctrl+Shift+Z and Ctrl+Y do it again. */
export function useHistoryKeys(id: string, view: EventView | undefined): void {
  const { undo, redo } = useHistory(id, useNotes());
  const undoable = canUndo(view?.can_undo ?? "");
  const redoable = (view?.can_redo ?? "") !== "";
  const pressed = useCallback(
    (letter: string, shift: boolean) => {
      if ((letter !== "z" && letter !== "y") || isBusyTyping()) return false;
      const forward = letter === "y" || shift;
      if (forward && redoable) redo();
      if (!forward && undoable) undo();
      return true;
    },
    [undo, redo, undoable, redoable],
  );
  useCtrlKeys(pressed);
}
