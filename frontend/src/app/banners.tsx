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
          <strong>
            {t(held.file === "" ? "banner.held" : "banner.heldFrom", {
              when: instantWords(held.since),
              file: held.file,
            })}
          </strong>
          <p>{t("banner.heldWords")}</p>
        </div>
        <Button loudness="warm" isDisabled={act.busy} onPress={() => void act.run(() => desk.GoOn())}>
          {t("banner.goOn")}
        </Button>
      </div>
    </Notice>
  );
}

interface RecoveredBannerProps {
  event: string;
  recovered: NonNullable<Safety["recovered"]>;
}

function RecoveredBanner({ event, recovered }: RecoveredBannerProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const from = instantWords(recovered.from);
  const mended = recovered.file === "";
  return (
    <Notice tone="trouble">
      <div className="banner">
        <div>
          <strong>{mended ? t("banner.mended") : t("banner.recovered", { from })}</strong>
          <p>
            {mended
              ? t("banner.mendedWords")
              : t("banner.recoveredWords", {
                  from,
                  at: instantWords(recovered.at),
                  file: recovered.file,
                })}{" "}
            <a href={hrefOf({ page: "settings", event, tab: "safe" })}>{t("saved.isItSafe")}</a>
          </p>
        </div>
        <Button isDisabled={act.busy} onPress={() => void act.run(() => desk.SeenRecovered())}>
          {t("banner.read")}
        </Button>
      </div>
    </Notice>
  );
}
