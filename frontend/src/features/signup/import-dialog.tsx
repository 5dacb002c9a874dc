import { useDesk } from "../../bridge/bridge";
import type { ImportPreview } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { say } from "../../ui/toast";

interface ImportDialogProps {
  id: string;
  preview: ImportPreview;
  onClose: () => void;
}

/** Shows what an import would do before anything is written. */
export function ImportDialog({ id, preview, onClose }: ImportDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const fresh = preview.new + preview.changed;
  const bring = async () => {
    const attendance = await act.run(() => desk.ImportGuests(id, preview.path));
    if (!attendance) return;
    onClose();
    say(t("signup.imported"));
  };
  return (
    <Dialog title={t("signup.importDialog")} isOpen onClose={onClose} wide>
      <p className="file-path">
        <bdi>{preview.path}</bdi>
      </p>
      <p>
        {t("signup.importRows", {
          rows: preview.rows,
          new: preview.new,
          changed: preview.changed,
          same: preview.same,
        })}
      </p>
      {preview.erased > 0 && <p>{t("signup.importErased", { count: preview.erased })}</p>}
      {preview.errors.length > 0 ? <LineErrors errors={preview.errors} /> : <Sample preview={preview} />}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        {preview.errors.length === 0 && (
          <Button loudness="filled" isDisabled={act.busy || fresh === 0} onPress={() => void bring()}>
            {t("signup.importYes", { count: fresh })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

/** More than these would only repeat one fault. */
const errorsShown = 20;

function LineErrors({ errors }: { errors: ImportPreview["errors"] }) {
  const t = useMessages();
  const more = errors.length - errorsShown;
  return (
    <>
      <Notice tone="trouble">{t("signup.importErrors", { count: errors.length })}</Notice>
      <ul className="line-errors">
        {errors.slice(0, errorsShown).map(({ line, column, what }) => (
          <li key={`${line} ${column} ${what}`}>
            {column === ""
              ? t("signup.importLineOnly", { line, what })
              : t("signup.importLine", { line, column, what })}
          </li>
        ))}
        {more > 0 && <li>{t("signup.importMore", { count: more })}</li>}
      </ul>
    </>
  );
}

function Sample({ preview }: { preview: ImportPreview }) {
  const t = useMessages();
  if (preview.sample.length === 0) return null;
  return (
    <section className="stack">
      <h3>{t("signup.importSample")}</h3>
      <ul className="sample">
        {preview.sample.map((guest) => (
          <li key={guest.id}>
            <span dir="auto" lang={guest.lang}>
              {guest.name}
            </span>
            <span className="quiet">{t("day.people", { count: guest.party })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
