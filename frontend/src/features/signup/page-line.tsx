import { Globe, Send } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useSafety, useShowEvent, useStateLine } from "../../bridge/queries";
import type { SignupPageState } from "../../bridge/signup-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { say, useRefusal } from "../../ui/toast";

interface PageLineProps {
  id: string;
  page: SignupPageState;
}

/** Says what the public page says of signing up, and leads to what brings it up to date. */
export function PageLine({ id, page }: PageLineProps) {
  const t = useMessages();
  const { data: state } = useStateLine();
  const { publish, busy, unsafe } = usePublish(id);
  const words = pageWords(t, page);
  const toCampaign = () => go({ page: "room", event: id, room: "afterwards", tab: "send" });
  return (
    <>
      <div className="page-line">
        <p>
          {words} {page.published && <bdi className="quiet">{page.address}</bdi>}
          {page.behind && <span className="page-behind">{t("online.behind")}</span>}
        </p>
        <div className="row">
          {state?.joined === false && <Button onPress={toCampaign}>{t("online.join")}</Button>}
          {state?.joined && (!page.published || page.behind) && (
            <Button icon={Globe} isDisabled={busy} onPress={publish}>
              {page.published ? t("online.update") : t("online.publish")}
            </Button>
          )}
          {state?.joined && page.published && (
            <Button icon={Send} onPress={toCampaign}>
              {t("online.fetch")}
            </Button>
          )}
        </div>
      </div>
      {unsafe && <SheetFirst id={id} />}
    </>
  );
}

/** What people find there; a page that was never sent takes nobody yet. */
function pageWords(t: Translate, { published, sent, state }: SignupPageState): string {
  if (!published) return t("online.notPublished");
  return sent ? t(`online.is.${state}`) : t("online.ready");
}

/** Publishes; unsafe says that it was refused because names could not be had back. */
function usePublish(id: string) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const refused = useRefusal();
  const { data: safety } = useSafety();
  const [unsafe, setUnsafe] = useState(false);
  const { run, busy } = useAct((refusal) => {
    const sheet = safety?.missing.some(({ what }) => what === "sheet-not-checked") ?? false;
    if (refusal.code === "denied" && sheet) setUnsafe(true);
    else refused(refusal);
  });
  const publish = async () => {
    const view = await run(() => desk.Publish(id));
    if (!view) return;
    setUnsafe(false);
    show(view);
    say(t("online.publishedSay"));
  };
  return { publish: () => void publish(), busy, unsafe };
}

function SheetFirst({ id }: { id: string }) {
  const t = useMessages();
  return (
    <Notice tone="trouble">
      <div className="stack">
        <p>{t("after.sheetFirstWords")}</p>
        <div>
          <Button onPress={() => go({ page: "settings", event: id, tab: "keep" })}>
            {t("after.toSheet")}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
