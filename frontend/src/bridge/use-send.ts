import { useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";

/** What the campaign would get of an event, and what of it is ticked. */
export function useSend(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["send", id], queryFn: () => desk.Send(id) });
}
