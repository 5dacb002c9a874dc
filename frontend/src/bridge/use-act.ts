import { useCallback, useState } from "react";
import { type BridgeError, bridgeError } from "./bridge-error";

/** A thing a person asks for: whether it is under way, and why it was refused last time. */
export interface Act {
  busy: boolean;
  error: BridgeError | undefined;
  /** Runs one call. It resolves with the answer, or with undefined when it was refused; it never rejects. */
  run: <T>(call: () => Promise<T>) => Promise<T | undefined>;
  forget: () => void;
}

/** Runs calls that a person asked for; a refusal is kept, and handed to whoever shows it. */
export function useAct(refused?: (error: BridgeError) => void): Act {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<BridgeError>();
  const run = useCallback(
    async <T>(call: () => Promise<T>): Promise<T | undefined> => {
      setBusy(true);
      setError(undefined);
      try {
        return await call();
      } catch (reason) {
        const refusal = bridgeError(reason);
        setError(refusal);
        refused?.(refusal);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [refused],
  );
  const forget = useCallback(() => setError(undefined), []);
  return { busy, error, run, forget };
}
