import {
  keepPreviousData,
  queryOptions,
  skipToken,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { useDesk } from "./bridge";
import type { Desk } from "./desk";
import type { Preview, PrintRequest } from "./print-types";
import type { SignupPicture } from "./signup-types";
import type { EventView } from "./types";
import type { VoiceQuery } from "./voice-types";

export function useStateLine() {
  const desk = useDesk();
  return useQuery({ queryKey: ["state"], queryFn: () => desk.State() });
}

export function useSafety() {
  const desk = useDesk();
  return useQuery({ queryKey: ["safety"], queryFn: () => desk.Safety() });
}

export function useConflicts(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["conflicts", id], queryFn: () => desk.Conflicts(id), enabled: id !== "" });
}

/** What was done with an event, or with "" at all. */
export function useAudit(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: id === "" ? ["audit"] : ["audit", id], queryFn: () => desk.Audit(id) });
}

/** How many other events a helper at this one would get names of over the internet. */
export function useHelperReach(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["reach", id], queryFn: () => desk.HelperReach(id), enabled: id !== "" });
}

export function useChoices() {
  const desk = useDesk();
  return useQuery({ queryKey: ["choices"], queryFn: () => desk.Choices() });
}

export function useEvents() {
  const desk = useDesk();
  return useQuery({ queryKey: ["events"], queryFn: () => desk.Events() });
}

export function useEvent(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["event", id], queryFn: () => desk.Event(id), enabled: id !== "" });
}

/** What is to be done now and this week over all events. */
export function useToday() {
  const desk = useDesk();
  return useQuery({ queryKey: ["today"], queryFn: () => desk.Today() });
}

/** What law, licensors and landlords ask of an event. */
export function useDuties(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["duties", id], queryFn: () => desk.Duties(id) });
}

/** What an event costs and what comes in. */
export function useMoney(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["money", id], queryFn: () => desk.Money(id) });
}

/** What could go wrong, and what is offered. */
export function useRisks(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["risks", id], queryFn: () => desk.Risks(id) });
}

/** Advice on the organisers' own words. */
export function useWords(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["words", id], queryFn: () => desk.WordsOf(id) });
}

/** What is known of the venue. */
export function useVenue(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["venue", id], queryFn: () => desk.Venue(id) });
}

export function useVoices(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["voices", id], queryFn: () => desk.Voices(id) });
}

/** The voices that a query keeps; what was there stays while the next are looked for. */
export function useVoiceSearch(id: string, query: VoiceQuery) {
  const desk = useDesk();
  const asked = JSON.stringify(query);
  return useQuery({
    queryKey: ["voices", id, asked],
    queryFn: () => desk.SearchVoices(id, asked),
    placeholderData: keepPreviousData,
  });
}

export function usePacks() {
  const desk = useDesk();
  return useQuery({ queryKey: ["packs"], queryFn: () => desk.Packs() });
}

export function usePackCheck() {
  const desk = useDesk();
  return useQuery({ queryKey: ["pack-check"], queryFn: () => desk.CheckPacks() });
}

export function useGuests(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["guests", id], queryFn: () => desk.Guests(id) });
}

/** Who signed up on the page. It is asked for anew with each visit, since it says what is new. */
export function useSignups(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["signups", id], queryFn: () => desk.Signups(id), gcTime: 0 });
}

/** What visitors would see, while one is on show until the next is there. */
export function useSignupPicture(id: string, lang: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["signup-picture", id, lang],
    queryFn: () => desk.SignupPicture(id, lang),
    placeholderData: keepPreviousData<SignupPicture>,
  });
}

export function useOutgoing() {
  const desk = useDesk();
  return useQuery({ queryKey: ["outgoing"], queryFn: () => desk.Outgoing() });
}

/** The pages as they would print now. The last ones stay on show while new ones are made. */
export function usePreview(id: string, request: PrintRequest | undefined) {
  return useQuery(previewQuery(useDesk(), id, request));
}

/** Several at once, in the order asked. */
export function usePreviews(id: string, requests: readonly PrintRequest[]) {
  const desk = useDesk();
  return useQueries({ queries: requests.map((request) => previewQuery(desk, id, request)) });
}

function previewQuery(desk: Desk, id: string, request: PrintRequest | undefined) {
  return queryOptions({
    queryKey: ["preview", id, request],
    queryFn: request ? () => desk.Preview(id, request) : skipToken,
    placeholderData: keepPreviousData<Preview>,
  });
}

export function usePrintChoices() {
  const desk = useDesk();
  return useQuery({ queryKey: ["print-choices"], queryFn: () => desk.PrintChoices() });
}

/** The ink of a request, once its pages are there. The last figure goes away, since it would be wrong. */
export function useInk(id: string, request: PrintRequest, ready: boolean) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["ink", id, request],
    queryFn: () => desk.Ink(id, request),
    enabled: ready,
  });
}

export function usePrints(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["prints", id], queryFn: () => desk.Prints(id) });
}

export function useProofs(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["proofs", id], queryFn: () => desk.Proofs(id) });
}

/** Puts an event that a call gave back where everyone reads it, without asking again. */
export function useShowEvent(id: string): (view: EventView) => void {
  const client = useQueryClient();
  return useCallback((view) => client.setQueryData(["event", id], view), [client, id]);
}
