import { useState } from "react";
import { useDesk } from "../bridge/bridge";
import { useSafety } from "../bridge/queries";
import type { Safety } from "../bridge/safety-types";
import { useAct } from "../bridge/use-act";
import { instantWords } from "../i18n/dates";
import { useMessages } from "../i18n/i18n";
import { hrefOf } from "../lib/route";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useRefusal } from "../ui/toast";

/** What a person must know whichever room they are in. */
export function Banners({ event }: { event: string }) {
  const { data: safety } = useSafety();
  if (!safety?.held && !safety?.recovered) return null;
  return (
    <div className="banners">
      {safety.recovered && <RecoveredBanner event={event} recovered={safety.recovered} />}
      {safety.held && <HeldBanner held={safety.held} />}
    </div>
  );
}

function HeldBanner({ held }: { held: NonNullable<Safety["held"]> }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  return (
    <Notice>
      <div className="banner">
        <div>
          <strong>{t("banner.held", { when: instantWords(held.since) })}</strong>
          <p>{t("banner.heldWords")}</p>
        </div>
        <Button loudness="warm" isDisabled={act.busy} onPress={() => void act.run(() => desk.GoOn())}>
          {t("banner.goOn")}
        </Button>
      </div>
    </Notice>
  );
}

function RecoveredBanner({
  event,
  recovered,
}: {
  event: string;
  recovered: NonNullable<Safety["recovered"]>;
}) {
  const t = useMessages();
  const [read, setRead] = useState(false);
  if (read) return null;
  return (
    <Notice tone="trouble">
      <div className="banner">
        <div>
          <strong>{t("banner.recovered", { from: instantWords(recovered.from) })}</strong>
          <p>
            {t("banner.recoveredWords", {
              from: instantWords(recovered.from),
              at: instantWords(recovered.at),
            })}{" "}
            <a href={hrefOf({ page: "settings", event, tab: "safe" })}>{t("saved.isItSafe")}</a>
          </p>
        </div>
        <Button onPress={() => setRead(true)}>{t("banner.read")}</Button>
      </div>
    </Notice>
  );
}
