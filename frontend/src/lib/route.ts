import { useSyncExternalStore } from "react";

export const rooms = ["plan", "voices", "print", "signup", "day", "afterwards"] as const;
export type Room = (typeof rooms)[number];

/** Where the person is in the window. */
export type Route =
  | { page: "events" }
  | { page: "settings"; event: string }
  | { page: "room"; event: string; room: Room; tab?: string };

/** The address of a route, for links. Settings remember the event they were opened from. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case "events":
      return "#/events";
    case "settings":
      return route.event === "" ? "#/settings" : `#/settings/${route.event}`;
    case "room":
      return `#/event/${route.event}/${route.room}${route.tab === undefined ? "" : `/${route.tab}`}`;
  }
}

/** Reads an address; what it does not know leads to the list of events. */
export function routeOf(hash: string): Route {
  const [page, event = "", room = "plan", tab] = hash.replace(/^#\/?/, "").split("/");
  if (page === "settings") return { page: "settings", event };
  const known = rooms.find((name) => name === room);
  if (page === "event" && event !== "" && known)
    return { page: "room", event, room: known, ...(tab && { tab }) };
  return { page: "events" };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return routeOf(hash);
}

export function go(route: Route): void {
  window.location.hash = hrefOf(route);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
