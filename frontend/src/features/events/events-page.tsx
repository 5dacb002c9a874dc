import { FilePlus2, FolderOpen, Plus, Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import { useEvents } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Loading, Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { Strands } from "../../ui/strands";
import { useRefusal } from "../../ui/toast";
import { EventCardView } from "./event-card";
import "./events.css";

interface EventsPageProps {
  /** The way in for an event of another laptop. */
  bringIn: ReactNode;
  /** The ways for a group that has a kit elsewhere; they are shown while there is little here. */
  start: ReactNode;
  /** What is due over all events. */
  today: ReactNode;
}

/** Every event on this laptop, and the ways to get another. */
export function EventsPage({ bringIn, start, today }: EventsPageProps) {
  const t = useMessages();
  const { data: events, error } = useEvents();
  return (
    <Page
      title={t("events.title")}
      note={t("events.note")}
      actions={<Actions bringIn={bringIn} isEmpty={events?.length === 0} />}
    >
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!events && !error && <Loading label={t("app.loading")} />}
      {events?.length === 0 && (
        <section className="no-events">
          <Strands className="no-events-mark" />
          <h2>{t("events.empty")}</h2>
          <p className="quiet">{t("events.emptyNote")}</p>
          <Button size="large" loudness="warm" icon={Sparkles} onPress={begin}>
            {t("events.begin")}
          </Button>
        </section>
      )}
      {events?.length === 1 && <FirstStart />}
      {today}
      <ul className="event-cards">
        {events?.map((event) => (
          <EventCardView key={event.id} event={event} />
        ))}
      </ul>
      {events && events.length > 0 && !events.some((event) => event.sample) && <SampleAgain />}
      {/* Hidden and not taken away: what came by it is still being told when the events are here. */}
      <section className="start-again" hidden={!events || events.length > 1}>
        <h2>{t("start.title")}</h2>
        {start}
      </section>
    </Page>
  );
}

/** While there is the sample alone, or one event of the group's own. */
function FirstStart() {
  const t = useMessages();
  return (
    <section className="first-start" aria-label={t("events.beginTitle")}>
      <div>
        <p className="first-start-title">{t("events.beginTitle")}</p>
        <p>{t("events.beginNote")}</p>
      </div>
      <Button loudness="light" icon={Sparkles} onPress={begin}>
        {t("events.beginGo")}
      </Button>
    </section>
  );
}

const begin = () => go({ page: "start" });

/** Gives a call that leads into the event it brings; a refusal is told in a note. */
function useEnter() {
  const act = useAct(useRefusal());
  const enter = async (call: () => Promise<string>) => {
    const event = await act.run(call);
    if (event) go({ page: "room", event, room: "plan" });
  };
  return { busy: act.busy, enter };
}

/** The sample can be had again once it was deleted. */
function SampleAgain() {
  const t = useMessages();
  const desk = useDesk();
  const { busy, enter } = useEnter();
  return (
    <div>
      <Button
        loudness="quiet"
        icon={FilePlus2}
        isDisabled={busy}
        onPress={() => void enter(() => desk.AddSample())}
      >
        {t("events.sampleAgain")}
      </Button>
    </div>
  );
}

function Actions({ bringIn, isEmpty }: { bringIn: ReactNode; isEmpty: boolean }) {
  const t = useMessages();
  const desk = useDesk();
  const { busy, enter } = useEnter();
  return (
    <>
      {isEmpty && (
        <Button
          loudness="quiet"
          icon={FilePlus2}
          isDisabled={busy}
          onPress={() => void enter(() => desk.AddSample())}
        >
          {t("events.sample")}
        </Button>
      )}
      <Button icon={FolderOpen} isDisabled={busy} onPress={() => void enter(() => desk.ImportEvent())}>
        {t("events.open")}
      </Button>
      {bringIn}
      <Button loudness="filled" icon={Plus} onPress={begin}>
        {t("events.new")}
      </Button>
    </>
  );
}
