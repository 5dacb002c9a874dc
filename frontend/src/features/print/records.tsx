import { History, Languages } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { LedgerDialog } from "./ledger-dialog";
import type { Room } from "./room";
import { TextsDialog } from "./texts-dialog";

/** What was printed before, and the texts of all pages for their translators. */
export function Records({ room }: { room: Room }) {
  const t = useMessages();
  const [asked, setAsked] = useState<"ledger" | "texts">();
  const close = () => setAsked(undefined);
  return (
    <div className="print-records">
      <Button loudness="quiet" size="small" icon={History} onPress={() => setAsked("ledger")}>
        {t("print.ledger")}
      </Button>
      <Button loudness="quiet" size="small" icon={Languages} onPress={() => setAsked("texts")}>
        {t("print.texts")}
      </Button>
      {asked === "ledger" && <LedgerDialog room={room} onClose={close} />}
      {asked === "texts" && <TextsDialog room={room} onClose={close} />}
    </div>
  );
}
