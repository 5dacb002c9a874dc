import { Menu } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useEvent, useSafety } from "../bridge/queries";
import { LockScreen } from "../features/lock/lock-screen";
import { Met } from "../features/met/met";
import { HaveSheet } from "../features/start/have-sheet";
import { useMessages } from "../i18n/i18n";
import { hrefOf, type Route, useRoute } from "../lib/route";
import { Announcer } from "../ui/announcer";
import { IconButton } from "../ui/button";
import { Toasts } from "../ui/toast";
import { Banners } from "./banners";
import { EventHead } from "./event-head";
import { EventTools } from "./event-tools";
import { Navigation } from "./navigation";
import { RoomView } from "./room-view";
import { SavedLine } from "./saved-line";
import { useHistoryKeys } from "./use-history-keys";
import { useLosses } from "./use-losses";
import { useNewSignups } from "./use-new-signups";
import "./shell.css";

/** The window: its rooms, or while the names are locked by a passphrase the way to open them. */
export function Shell() {
  const { data: safety, isPending } = useSafety();
  if (isPending) return null;
  if (!safety?.locked || safety.keys !== "passphrase") return <Frame />;
  return (
    <LockScreen>
      <HaveSheet ways={["file"]} />
    </LockScreen>
  );
}

/** The frame around every room: whose event it is, where one can go, and whether all is saved. */
function Frame() {
  const t = useMessages();
  const route = useRoute();
  const event = "event" in route ? route.event : "";
  const { data: view } = useEvent(event);
  const [open, setOpen] = useState(false);
  const main = useFocusOnArrival(route, () => setOpen(false));
  const newSignups = view?.new_signups ?? 0;
  useNewSignups(event, newSignups);
  useHistoryKeys(event, view);
  useLosses();
  return (
    <div className="shell" data-menu={open ? "open" : "closed"}>
      <header className="shell-head">
        <a className="skip" href={hrefOf(route)} onClick={() => main.current?.focus()}>
          {t("app.skip")}
        </a>
        <EventHead view={event === "" ? undefined : view}>
          <Met id={event} />
        </EventHead>
        {event !== "" && view && <EventTools id={event} view={view} />}
        <div className="shell-menu">
          <IconButton icon={Menu} label={t("app.menu")} aria-expanded={open} onPress={() => setOpen(!open)} />
        </div>
      </header>
      <Navigation route={route} event={event} tasksDue={view?.tasks_due ?? 0} newSignups={newSignups} />
      <SavedLine event={event} />
      <main className="shell-room" ref={main} tabIndex={-1}>
        <Banners event={event} />
        <RoomView route={route} />
      </main>
      <Announcer />
      <Toasts label={t("app.notes")} closeLabel={t("app.close")} />
    </div>
  );
}

/** Moves focus into a room on arrival, so that reading and Tab go on from its top. */
function useFocusOnArrival(route: Route, arrived: () => void) {
  const main = useRef<HTMLElement>(null);
  const address = hrefOf(route);
  const before = useRef(address);
  useEffect(() => {
    if (before.current === address) return;
    before.current = address;
    arrived();
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo?.(0, 0);
  }, [address, arrived]);
  return main;
}
