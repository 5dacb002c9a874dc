import { type ComponentType, lazy, Suspense } from "react";
import { bridgeError } from "../bridge/bridge-error";
import { useEvent } from "../bridge/queries";
import type { EventView } from "../bridge/types";
import { TodayCard } from "../features/plan/today-card";
import { HaveCode } from "../features/start/have-code";
import { HaveSheet } from "../features/start/have-sheet";
import { BringInButton } from "../features/stick/bring-in";
import { BringPackButton } from "../features/stick/bring-pack";
import { errorWords } from "../i18n/error-words";
import { useMessages } from "../i18n/i18n";
import { hrefOf, type Room, type Route } from "../lib/route";
import { Loading, Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { Fence } from "./fence";

/** What every room is given. */
export interface RoomProps {
  id: string;
  view: EventView;
  /** The view of the room that the address asks for. */
  tab?: string | undefined;
}

const EventsPage = lazy(async () => ({
  default: (await import("../features/events/events-page")).EventsPage,
}));
const BeginPage = lazy(async () => ({
  default: (await import("../features/begin/begin-page")).BeginPage,
}));
const Earlier = lazy(async () => ({
  default: (await import("../features/events/earlier")).Earlier,
}));
const SettingsPage = lazy(async () => ({
  default: (await import("../features/settings/settings-page")).SettingsPage,
}));

const roomsOf: Record<Room, ComponentType<RoomProps>> = {
  plan: lazy(async () => ({ default: (await import("../features/plan/plan-room")).PlanRoom })),
  voices: lazy(async () => {
    const { VoicesRoom } = await import("../features/voices/voices-room");
    return { default: ({ id }: RoomProps) => <VoicesRoom id={id} bringPack={<BringPackButton />} /> };
  }),
  print: lazy(async () => ({ default: (await import("../features/print/print-room")).PrintRoom })),
  signup: lazy(async () => ({ default: (await import("../features/signup/signup-room")).SignupRoom })),
  day: lazy(async () => ({ default: (await import("../features/day/day-room")).DayRoom })),
  afterwards: lazy(async () => ({
    default: (await import("../features/afterwards/afterwards-room")).AfterwardsRoom,
  })),
};

/** The room that the route names; a fault in one room leaves the frame standing. */
export function RoomView({ route }: { route: Route }) {
  const t = useMessages();
  return (
    <Fence key={hrefOf(route)}>
      <Suspense fallback={<Loading label={t("app.loading")} />}>
        {route.page === "events" && (
          <EventsPage bringIn={<BringIn />} start={<StartAgain />} today={<TodayCard />} />
        )}
        {route.page === "start" && <BeginPage earlier={<Earlier />} />}
        {route.page === "settings" && (
          <SettingsPage event={route.event} tab={route.tab} accept={<StartAgain />} />
        )}
        {route.page === "room" && <EventRoom id={route.event} room={route.room} tab={route.tab} />}
      </Suspense>
    </Fence>
  );
}

/** What comes from elsewhere: an event of another laptop, and what the campaign gives. */
function BringIn() {
  return (
    <>
      <BringInButton />
      <BringPackButton />
    </>
  );
}

/** For groups that have a kit already, on another laptop or on paper. */
function StartAgain() {
  return (
    <div className="row">
      <HaveSheet />
      <HaveCode />
    </div>
  );
}

function EventRoom({ id, room, tab }: { id: string; room: Room; tab: string | undefined }) {
  const t = useMessages();
  const { data: view, error } = useEvent(id);
  const RoomOf = roomsOf[room];
  if (view) return <RoomOf id={id} view={view} tab={tab} />;
  if (!error) return <Loading label={t("app.loading")} />;
  return (
    <Page title={t(`nav.${room}`)}>
      <Notice tone="trouble">
        {errorWords(t, bridgeError(error))} <a href={hrefOf({ page: "events" })}>{t("nav.events")}</a>
      </Notice>
    </Page>
  );
}
