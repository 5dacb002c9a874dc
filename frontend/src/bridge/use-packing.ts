import { useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";

/** What to pack for an event, to take care of and to be allowed. */
export function usePacking(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["packing", id], queryFn: () => desk.Packing(id) });
}
