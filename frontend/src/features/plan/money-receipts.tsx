import { Paperclip, Trash2 } from "lucide-react";
import { useBridge, useDesk } from "../../bridge/bridge";
import type { MoneyLine } from "../../bridge/money-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Button, IconButton } from "../../ui/button";
import { FieldGroup } from "../../ui/field-group";
import { say, useNotes } from "../../ui/toast";

/** The pictures of a line's receipts. Each is kept at once, and can be undone. */
export function Receipts({ id, line }: { id: string; line: MoneyLine }) {
  const t = useMessages();
  const desk = useDesk();
  const bridge = useBridge();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const { undoing } = useHistory(id, notes);
  const pick = async () => {
    const picked = await act.run(() => desk.PickReceipt(id, line.id));
    for (const key of picked?.notes ?? []) if (isMessageKey(key)) notes.say(t(key));
  };
  const drop = async (file: string) => {
    if (await act.run(() => desk.DropReceipt(id, line.id, file))) say(t("money.receiptDropped"), undoing);
  };
  return (
    <FieldGroup className="money-pictures" label={t("money.receiptsTitle")}>
      <p className="quiet">{t("money.receiptNote")}</p>
      {line.receipts.length > 0 && (
        <ul className="money-shots">
          {line.receipts.map((file, index) => (
            <li key={file}>
              <img
                src={bridge.photoUrl(file)}
                alt={t("money.receiptPicture", { number: index + 1, what: line.what })}
              />
              <IconButton
                icon={Trash2}
                label={t("money.receiptDrop", { number: index + 1 })}
                isDisabled={act.busy}
                onPress={() => void drop(file)}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button size="small" icon={Paperclip} isDisabled={act.busy} onPress={() => void pick()}>
          {t("money.receiptAdd")}
        </Button>
      </div>
    </FieldGroup>
  );
}
