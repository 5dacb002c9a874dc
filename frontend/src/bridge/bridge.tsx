import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { BridgeError } from "./bridge-error";
import type { Bridge, Desk } from "./desk";

const BridgeContext = createContext<Bridge | undefined>(undefined);

/** Gives the tree its bridge, and asks again for what a write has changed. */
export function BridgeProvider({ bridge, children }: { bridge: Bridge; children: ReactNode }) {
  const [client] = useState(newClient);
  useEffect(() => {
    return bridge.listen(
      (event) => void client.invalidateQueries({ predicate: (query) => concerns(query.queryKey, event) }),
    );
  }, [bridge, client]);
  return (
    <BridgeContext value={bridge}>
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </BridgeContext>
  );
}

export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (!bridge) throw new BridgeError("internal", "no bridge around this component", "");
  return bridge;
}

export function useDesk(): Desk {
  return useBridge().desk;
}

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Go is on this laptop: answers are fresh until "changed" says otherwise, and a refusal is final.
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Keys are [what] or [what, event, …]; a query of another event is left alone, fixed lists always. */
function concerns(key: readonly unknown[], event: string): boolean {
  if (key[0] === "choices") return false;
  return event === "" || key.length === 1 || key[1] === event;
}
