import { useEffect } from "react";

/** A key with Ctrl, by its letter: the letter of the layout, or the key's place where the layout is not Latin. */
export function useCtrlKeys(pressed: (letter: string, shift: boolean) => boolean): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (pressed(letterOf(event), event.shiftKey)) event.preventDefault();
    };
    window.addEventListener("keydown", heard);
    return () => window.removeEventListener("keydown", heard);
  }, [pressed]);
}

function letterOf({ key, code }: KeyboardEvent): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase();
}

/** Notes are dialogs too, but wait for nobody. */
const dialogs = "[role='dialog'], [role='alertdialog']:not([aria-modal='false'])";

/** Whether what has the focus undoes its own typing, or a dialog waits for an answer. */
export function isBusyTyping(): boolean {
  const focused = document.activeElement;
  const typing = focused?.matches("input, textarea, [contenteditable='true']") ?? false;
  return typing || document.querySelector(dialogs) !== null;
}
