import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useDesk } from "./bridge";
import type { Now } from "./running-types";

const minute = 60_000;
/** The longest that a timer of a browser runs. */
const longest = 2_000_000_000;

/**
 * What is on. It is asked for again when it changes by itself, and not in between: until then the window
 * counts the minutes alone. The clock of the answer is the one that counts.
 */
export function useNow(id: string) {
  const desk = useDesk();
  const client = useQueryClient();
  const query = useQuery({ queryKey: ["now", id], queryFn: () => desk.Now(id), refetchOnMount: "always" });
  const { data, dataUpdatedAt } = query;
  useEffect(() => {
    if (!data || data.changes === "") return;
    const wait = Date.parse(data.changes) - Date.parse(data.at);
    if (wait > longest) return;
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ["now", id] }),
      Math.max(wait, 1_000),
    );
    return () => clearTimeout(timer);
  }, [client, id, data]);
  return { ...query, minutesLeft: useMinutesLeft(data, dataUpdatedAt) };
}

/** Counts down to the end of a point, to the minute. */
function useMinutesLeft(data: Now | undefined, since: number): (endsAt: string) => number {
  const [now, setNow] = useState(since);
  const isRunning = data?.phase === "running" && !data.quiet;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), minute / 3);
    return () => clearInterval(timer);
  }, [isRunning]);
  const passed = Math.max(now - since, 0);
  return (endsAt) =>
    Math.max(Math.ceil((Date.parse(endsAt) - Date.parse(data?.at ?? "") - passed) / minute), 0);
}
