import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { FetchList } from "./fetch-list";
import { Library } from "./library";
import { OwnVoiceDialog } from "./own-voice-dialog";
import { PackLine } from "./pack-line";
import "./voices.css";

interface VoicesRoomProps {
  id: string;
  /** The way in for a file of the campaign. */
  bringPack: ReactNode;
}

/** People's own words, to be chosen for this event. */
export function VoicesRoom({ id, bringPack }: VoicesRoomProps) {
  const t = useMessages();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t("voices.title")}
      note={t("voices.note")}
      actions={
        <>
          <FetchList />
          {bringPack}
          <Button loudness="filled" icon={Plus} onPress={() => setAdding(true)}>
            {t("voices.own.add")}
          </Button>
        </>
      }
    >
      <PackLine />
      <Library id={id} />
      <Notice>
        <strong>{t("voices.askLead")}</strong> {t("voices.ask")}
      </Notice>
      <Notice>
        <strong>{t("voices.consentLead")}</strong> {t("voices.consent")}
      </Notice>
      {adding && <OwnVoiceDialog id={id} voice="" onClose={() => setAdding(false)} />}
    </Page>
  );
}
