import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAudit } from "../../bridge/queries";
import type { AuditEntry, Erased } from "../../bridge/safety-types";
import type { Guest } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { instantWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";

interface EraseDialogProps {
  id: string;
  guest: Guest;
  onClose: () => void;
}

/** Erases a person for good, after two steps: what is gone is in no backup either. */
export function EraseDialog({ id, guest, onClose }: EraseDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const files = useBeyond(id);
  const [sure, setSure] = useState(false);
  const [erased, setErased] = useState<Erased>();
  const erase = async () => setErased(await act.run(() => desk.EraseGuest(id, guest.id)));
  if (erased) return <Result name={guest.name} erased={erased} onClose={onClose} />;
  return (
    <Dialog title={t("erase.title", { name: guest.name })} isOpen onClose={onClose} alert>
      <p>{t("erase.words")}</p>
      <p>{t("erase.for")}</p>
      <Beyond files={files} />
      <Checkbox isSelected={sure} onChange={setSure}>
        {t("erase.sure", { name: guest.name })}
      </Checkbox>
      {act.busy && <Loading label={t("erase.working")} />}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.cancel")}
        </Button>
        <Button loudness="send" isDisabled={!sure || act.busy} onPress={() => void erase()}>
          {t("erase.yes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface ResultProps {
  name: string;
  erased: Erased;
  onClose: () => void;
}

function Result({ name, erased, onClose }: ResultProps) {
  const t = useMessages();
  return (
    <Dialog title={t("erase.done", { name })} isOpen onClose={onClose}>
      <p role="status">{t("erase.result", { backups: erased.backups })}</p>
      {erased.said.length > 0 && (
        <Notice>
          {t("erase.said", { texts: erased.said.map((text) => t(`report.${text}`)).join(", ") })}
        </Notice>
      )}
      <Beyond files={erased.beyond} />
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What was written to files and paper, where only a person can erase. */
function Beyond({ files }: { files: readonly AuditEntry[] }) {
  const t = useMessages();
  if (files.length === 0) return <p className="quiet">{t("erase.noFiles")}</p>;
  return (
    <section className="stack">
      <h3>{t("erase.files")}</h3>
      <ul className="line-errors">
        {files.map(({ at, what, detail }) => (
          <li key={`${at} ${what} ${detail}`}>
            {t(`erase.file.${what === "export" || what === "backup" ? what : "print"}`)}
            {detail !== "" && (
              <>
                {" · "}
                <bdi>{detail}</bdi>
              </>
            )}{" "}
            <span className="quiet">{instantWords(at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What left this laptop with the people of an event, by what was written down. */
function useBeyond(id: string): AuditEntry[] {
  const { data = [] } = useAudit("");
  return data.filter(({ what, event }) => leaving.includes(what) && (event === id || event === ""));
}

const leaving = ["export", "print", "backup"];
