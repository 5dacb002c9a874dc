import { FileJson, FileSpreadsheet } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useStateLine } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { say, useRefusal } from "../../ui/toast";
import { AboutToSend } from "./about-to-send";
import { Campaign } from "./campaign";
import { Numbers } from "./numbers";
import { PublicPage } from "./public-page";
import { SendButton } from "./send";
import "./afterwards.css";

/** What happened, and what of it the group chooses to send. */
export function AfterwardsRoom({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: state } = useStateLine();
  return (
    <Page
      title={t("after.title")}
      note={t("after.note")}
      actions={<Actions id={id} joined={state?.joined ?? false} />}
    >
      <Numbers view={view} />
      <div className="after-columns">
        <AboutToSend />
        <div className="stack">
          {state && <Campaign state={state} />}
          <PublicPage id={id} published={view.published} />
        </div>
      </div>
    </Page>
  );
}

function Actions({ id, joined }: { id: string; joined: boolean }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const save = async (format: "csv" | "json") => {
    const saved = await act.run(() => desk.SaveReport(id, format));
    if (saved && saved.file !== "") say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <>
      <Button icon={FileSpreadsheet} isDisabled={act.busy} onPress={() => void save("csv")}>
        {t("after.csv")}
      </Button>
      <Button icon={FileJson} isDisabled={act.busy} onPress={() => void save("json")}>
        {t("after.json")}
      </Button>
      {joined && <SendButton id={id} />}
    </>
  );
}
