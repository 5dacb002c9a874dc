import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let latest = "";

/** Has a screen reader say something that the eye sees elsewhere. */
export function announce(words: string): void {
  latest = words;
  for (const heard of listeners) heard();
}

/** The one place from which announcements are read; once in the window. */
export function Announcer() {
  const words = useSyncExternalStore(subscribe, () => latest);
  return (
    <div role="status" aria-live="polite" className="hidden-text">
      {words}
    </div>
  );
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}
