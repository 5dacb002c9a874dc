import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

const KeptContext = createContext<Map<string, unknown> | undefined>(undefined);

/** Keeps what is begun in a tab of the room and not saved yet, for as long as the room is open. */
export function Kept({ children }: { children: ReactNode }) {
  const [kept] = useState(() => new Map<string, unknown>());
  return <KeptContext value={kept}>{children}</KeptContext>;
}

/** A state that is there again when its tab is opened again. A key has values of one type, not functions. */
export function useKept<T>(key: string, first: T): [T, (next: T | ((was: T) => T)) => void] {
  const kept = useContext(KeptContext);
  const [value, setValue] = useState<T>(() => (kept?.has(key) ? (kept.get(key) as T) : first));
  const latest = useRef(value);
  const put = useCallback(
    (next: T | ((was: T) => T)) => {
      latest.current = next instanceof Function ? next(latest.current) : next;
      kept?.set(key, latest.current); // an answer that comes when the tab is closed counts too
      setValue(latest.current);
    },
    [kept, key],
  );
  return [value, put];
}
