import { Globe } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useSafety, useShowEvent } from "../../bridge/queries";
import type { Safety } from "../../bridge/safety-types";
import type { EventView } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { go, hrefOf } from "../../lib/route";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Dialog, DialogActions } from "../../ui/dialog";
import { say, useRefusal } from "../../ui/toast";
import { AskHow } from "./ask-how";

/** Whether Go refused for want of a way to have names back; before joining there is another reason. */
function needsSheet(safety: Safety | undefined): boolean {
  const missing = safety?.missing.map(({ what }) => what) ?? [];
  return missing.includes("sheet-not-checked") && !missing.includes("not-joined");
}

function SheetFirst({ event, onClose }: { event: string; onClose: () => void }) {
  const t = useMessages();
  return (
    <Dialog title={t("after.sheetFirst")} isOpen onClose={onClose}>
      <p>{t("after.sheetFirstWords")}</p>
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button loudness="filled" autoFocus onPress={() => go({ page: "settings", event, tab: "keep" })}>
          {t("after.toSheet")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface PublicPageProps {
  id: string;
  view: EventView;
  /** Whether the group has joined a campaign, whose server shows the page. */
  joined: boolean;
}

/** The event's page on the web, which the posters' code leads to. */
export function PublicPage({ id, view, joined }: PublicPageProps) {
  const { published } = view;
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const refused = useRefusal();
  const { data: safety } = useSafety();
  const [unsafe, setUnsafe] = useState(false);
  const act = useAct((refusal) => {
    if (refusal.code === "denied" && needsSheet(safety)) setUnsafe(true);
    else refused(refusal);
  });
  const publish = async () => {
    const view = await act.run(() => desk.Publish(id));
    if (!view) return;
    show(view);
    say(t("after.publishedSay"));
  };
  return (
    <Card title={t("after.publishTitle")}>
      <p className="quiet">{t("after.publishWords")}</p>
      <AskHow id={id} view={view} />
      <p>
        <a href={hrefOf({ page: "room", event: id, room: "signup", tab: "asks" })}>
          {t("after.publishLook")}
        </a>
      </p>
      {published && <p className="published">{t("after.published")}</p>}
      {!published && !joined && <p className="quiet">{t("after.publishJoin")}</p>}
      {!published && joined && (
        <div>
          <Button icon={Globe} isDisabled={act.busy} onPress={() => void publish()}>
            {t("after.publish")}
          </Button>
        </div>
      )}
      {unsafe && <SheetFirst event={id} onClose={() => setUnsafe(false)} />}
    </Card>
  );
}
