import { useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";

/** The events that the group saved to begin others with. */
export function useTemplates() {
  const desk = useDesk();
  return useQuery({ queryKey: ["templates"], queryFn: () => desk.Templates() });
}
