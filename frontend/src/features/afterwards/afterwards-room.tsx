import { FileText } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useStateLine } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { Tabs } from "../../ui/tabs";
import { say, useRefusal } from "../../ui/toast";
import { Working } from "../../ui/working";
import { Feedback } from "./feedback";
import { Happened } from "./happened";
import { Kept } from "./kept";
import { Photos } from "./photos";
import { ReportTab } from "./report";
import { SendButton } from "./send";
import { Sending } from "./sending";
import { Thanks } from "./thanks";
import "./afterwards.css";

/** What happened, and what of it the group chooses to send. */
export function AfterwardsRoom({ id, view, tab }: { id: string; view: EventView; tab?: string | undefined }) {
  const t = useMessages();
  const { data: state } = useStateLine();
  const [open, setOpen] = useState(tab);
  const happened = <Happened id={id} view={view} onFeedback={() => setOpen("feedback")} />;
  const tabs = [
    { id: "happened", label: t("after.happened"), content: happened },
    { id: "feedback", label: t("said.tab"), content: <Feedback id={id} view={view} /> },
    { id: "photos", label: t("photos.tab"), content: <Photos id={id} /> },
    { id: "report", label: t("report.tab"), content: <ReportTab id={id} view={view} /> },
    { id: "thanks", label: t("thanks.tab"), content: <Thanks id={id} /> },
    { id: "send", label: t("after.sendTab"), content: <Sending id={id} view={view} /> },
  ];
  return (
    <Page
      title={t("after.title")}
      note={t("after.note")}
      actions={<Actions id={id} joined={state?.joined ?? false} onSend={() => setOpen("send")} />}
    >
      <Kept>
        <Tabs
          label={t("after.views")}
          tabs={tabs}
          selected={tabs.some((one) => one.id === open) && open ? open : "happened"}
          onSelect={setOpen}
        />
      </Kept>
    </Page>
  );
}

function Actions({ id, joined, onSend }: { id: string; joined: boolean; onSend: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const save = async () => {
    const saved = await act.run(() => desk.SaveReport(id, "pdf"));
    if (saved && saved.file !== "") say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <>
      <Button icon={FileText} isDisabled={act.busy} onPress={() => void save()}>
        {t("report.pdf")}
      </Button>
      <Working busy={act.busy} />
      {joined && <SendButton id={id} onLead={onSend} />}
    </>
  );
}
