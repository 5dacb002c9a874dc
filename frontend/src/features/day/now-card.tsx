import { Timer } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Now, NowPoint } from "../../bridge/running-types";
import type { EventView } from "../../bridge/types";
import { useNow } from "../../bridge/use-now";
import { clockWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { announce } from "../../ui/announcer";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Disclosure } from "../../ui/disclosure";
import { NowPoints } from "./now-points";
import { NowQuiet } from "./now-quiet";
import { type Running, useRunning } from "./use-running";
import "./now.css";

/** What is on, how late the day runs, and what is next. It is quiet on any other day. */
export function NowCard({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: now, minutesLeft } = useNow(id);
  const running = useRunning(id);
  useSaid(now);
  if (!now) return null;
  const note = now.late > 0 && !now.quiet ? <LateBy minutes={now.late} /> : undefined;
  return (
    <Card title={t("now.title")} note={note}>
      {now.quiet ? (
        <NowQuiet id={id} now={now} date={view.doc.date} />
      ) : (
        <>
          {now.now.map((point) => (
            <OnNow key={point.key} point={point} left={minutesLeft(point.ends_at)} />
          ))}
          {now.now.length === 0 && <p className="quiet">{t("now.nothing")}</p>}
          <NextUp now={now} running={running} />
          <Disclosure label={t("now.all")}>
            <NowPoints points={now.points} running={running} />
          </Disclosure>
        </>
      )}
    </Card>
  );
}

function LateBy({ minutes }: { minutes: number }) {
  const t = useMessages();
  return <span className="now-late">{t("now.late", { minutes })}</span>;
}

function OnNow({ point, left }: { point: NowPoint; left: number }) {
  const t = useMessages();
  return (
    <div className="now-on">
      <p className="now-label">{t("now.on")}</p>
      <p className="now-what" dir="auto">
        {point.title}
      </p>
      {point.lead !== "" && (
        <p className="quiet" dir="auto">
          {point.lead}
        </p>
      )}
      <p className="quiet">
        <bdi>{t("now.since", { time: clockWords(point.begins) })}</bdi>
        {" · "}
        <bdi>
          {point.over > 0 ? t("now.over", { minutes: point.over }) : t("now.left", { minutes: left })}
        </bdi>
      </p>
    </div>
  );
}

function NextUp({ now, running }: { now: Now; running: Running }) {
  const t = useMessages();
  const { next } = now;
  return (
    <>
      {next && (
        <div>
          <p className="now-label">{t("now.next")}</p>
          <p className="now-next">
            <bdi>{next.title}</bdi>{" "}
            <span className="quiet">{t("now.at", { time: clockWords(next.begins) })}</span>
          </p>
        </div>
      )}
      <div className="now-buttons">
        {next && (
          <Button
            size="large"
            icon={Timer}
            isDisabled={running.busy}
            aria-label={t("now.beginName", { title: next.title })}
            onPress={() => void running.begin(next)}
          >
            {t("now.begin")}
          </Button>
        )}
        {now.marked && (
          <Button loudness="quiet" isDisabled={running.busy} onPress={() => void running.takeBack()}>
            {t("now.takeBack")}
          </Button>
        )}
      </div>
    </>
  );
}

/** Has a screen reader say what is on when that changes, and not when the room is opened. */
function useSaid(now: Now | undefined): void {
  const t = useMessages();
  const titles = now && !now.quiet ? now.now.map(({ title }) => title).join(", ") : undefined;
  const said = useRef(titles);
  useEffect(() => {
    const before = said.current;
    said.current = titles;
    if (before === undefined || titles === undefined || before === titles || titles === "") return;
    announce(t("now.announce", { titles }));
  }, [t, titles]);
}
