import { useSyncExternalStore } from "react";

export const rooms = ["plan", "voices", "print", "signup", "day", "afterwards"] as const;
export type Room = (typeof rooms)[number];

/** Where the person is in the window. */
export type Route =
  | { page: "events" }
  | { page: "start" }
  | { page: "settings"; event: string; tab?: string }
  | { page: "room"; event: string; room: Room; tab?: string };

/** The address of a route, for links. Settings remember the event they were opened from. */
export function hrefOf(route: Route): string {
  switch (route.page) {
    case "events":
      return "#/events";
    case "start":
      return "#/start";
    case "settings":
      return settingsHref(route.event, route.tab);
    case "room":
      return `#/event/${route.event}/${route.room}${route.tab === undefined ? "" : `/${route.tab}`}`;
  }
}

/** "-" stands for no event before a tab. */
function settingsHref(event: string, tab: string | undefined): string {
  if (tab !== undefined) return `#/settings/${event === "" ? "-" : event}/${tab}`;
  return event === "" ? "#/settings" : `#/settings/${event}`;
}

/** Reads an address; what it does not know leads to the list of events. */
export function routeOf(hash: string): Route {
  const [page, event = "", room = "plan", tab] = hash.replace(/^#\/?/, "").split("/");
  if (page === "settings") return settingsOf(hash);
  if (page === "start") return { page };
  const known = rooms.find((name) => name === room);
  if (page === "event" && event !== "" && known)
    return { page: "room", event, room: known, ...(tab && { tab }) };
  return { page: "events" };
}

function settingsOf(hash: string): Route {
  const [, event = "", tab] = hash.replace(/^#\/?/, "").split("/");
  return { page: "settings", event: event === "-" ? "" : event, ...(tab && { tab }) };
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
