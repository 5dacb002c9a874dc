import { useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";

/** The feedback forms that are in, with the questions. */
export function useForms(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["forms", id], queryFn: () => desk.Forms(id) });
}

/** What guests and crew said, added up. */
export function useEvaluation(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["evaluation", id], queryFn: () => desk.Evaluation(id) });
}
