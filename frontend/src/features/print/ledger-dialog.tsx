import { bridgeError } from "../../bridge/bridge-error";
import type { PrintRecord } from "../../bridge/print-types";
import { useChoices, usePrints, useVoices } from "../../bridge/queries";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { named, paperName } from "./kind-names";
import type { Room } from "./room";

interface LedgerDialogProps {
  room: Room;
  onClose: () => void;
}

/** What was printed or saved, when, how often and with whose words. */
export function LedgerDialog({ room, onClose }: LedgerDialogProps) {
  const t = useMessages();
  const { data: prints, error } = usePrints(room.id);
  return (
    <Dialog title={t("print.ledger")} isOpen onClose={onClose} wide>
      <p className="quiet">{t("print.ledgerNote")}</p>
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!prints && !error && <Loading label={t("app.loading")} />}
      {prints?.length === 0 && <p>{t("print.ledgerNone")}</p>}
      {prints && prints.length > 0 && <Ledger id={room.id} prints={prints} />}
      <DialogActions>
        <Button onPress={onClose}>{t("app.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Ledger({ id, prints }: { id: string; prints: readonly PrintRecord[] }) {
  const t = useMessages();
  const { data: voices } = useVoices(id);
  const credits = new Map(voices?.map((voice) => [voice.id, voice.credit]));
  return (
    <table className="print-ledger">
      <caption className="hidden-text">{t("print.ledger")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("print.ledgerWhat")}</th>
          <th scope="col">{t("print.ledgerWhen")}</th>
          <th scope="col">{t("print.copies")}</th>
          <th scope="col">{t("print.ledgerVoices")}</th>
        </tr>
      </thead>
      <tbody>
        {prints.map((print, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two prints of one second are two lines
          <tr key={`${print.at} ${row}`}>
            <th scope="row">
              <What print={print} />
            </th>
            <td>{instantWords(print.at)}</td>
            <td>{print.copies}</td>
            <td>
              {print.voices.map((voice) => credits.get(voice) ?? voice).join(", ")}
              {print.withdrawn.length > 0 && (
                <strong className="print-down">
                  {t("print.ledgerDown", {
                    credit: print.withdrawn.map((voice) => credits.get(voice) ?? voice).join(", "),
                  })}
                </strong>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function What({ print }: { print: PrintRecord }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const nameOf = (tag: string) => choices?.languages.find((one) => one.tag === tag)?.name ?? tag;
  const rest = [
    print.design === "" ? "" : named(t, "print.design.", print.design),
    print.lang.split(",").filter(Boolean).map(nameOf).join(", "),
    print.paper === "" ? "" : paperName(t, print.paper),
    t("print.ledgerPages", { count: print.pages }),
  ];
  return (
    <>
      {named(t, "print.kind.", print.kind)}
      <span className="quiet print-note">{rest.filter(Boolean).join(" · ")}</span>
    </>
  );
}
