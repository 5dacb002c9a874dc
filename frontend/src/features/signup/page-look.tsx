import { Check, Eye } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PageLook as Look } from "../../bridge/look-types";
import { useAct } from "../../bridge/use-act";
import { usePageLook, useShowPageLook } from "../../bridge/use-page-look";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { useRefusal } from "../../ui/toast";
import "./page-look.css";

/** Tells that visitors get something else from the server than was published, and what to do. */
export function PageLook({ id }: { id: string }) {
  const { data: look } = usePageLook(id);
  if (look?.state !== "differs") return null;
  return (
    <Notice tone="trouble">
      <Differs id={id} look={look} />
    </Notice>
  );
}

function Differs({ id, look }: { id: string; look: Look }) {
  const t = useMessages();
  const desk = useDesk();
  const { ask, busy } = useLooking(id);
  const onlyNewer = look.found.every((one) => one.id === "newer");
  return (
    <div className="stack">
      <p>{t("look.title")}</p>
      <ul className="look-found">
        {look.found.map((one) => (
          <li key={one.id}>{t(`look.${one.id}`)}</li>
        ))}
      </ul>
      <p>
        {t(look.still ? "look.since" : "look.was", { date: instantWords(look.since) })}{" "}
        {t(onlyNewer ? "look.doNewer" : "look.do")}
      </p>
      <div className="row">
        <Button icon={Eye} isDisabled={busy} onPress={() => ask(() => desk.LookAtPage(id))}>
          {t("look.again")}
        </Button>
        <Button icon={Check} isDisabled={busy} onPress={() => ask(() => desk.SeenPageLook(id))}>
          {t("look.seen")}
        </Button>
      </div>
    </div>
  );
}

/** Says in one quiet line when the page was looked at last, where nothing is wrong. */
export function PageLookLine({ id }: { id: string }) {
  const t = useMessages();
  const { data: look } = usePageLook(id);
  if (look?.state !== "fine" && look?.state !== "unseen") return null;
  const date = instantWords(look.looked);
  const unseen = look.looked === "" ? t("look.unseenEver") : t("look.unseen", { date });
  const fine = t(look.older ? "look.fineOlder" : "look.fine", { date });
  return <p className="quiet">{look.state === "fine" ? fine : unseen}</p>;
}

/** Asks for a look, and shows what came of it. */
function useLooking(id: string) {
  const show = useShowPageLook(id);
  const { run, busy } = useAct(useRefusal());
  const ask = (call: () => Promise<Look>) => void run(call).then((look) => look && show(look));
  return { ask, busy };
}
