import { Download, Upload } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { TextsFormat, TextsImport } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Select } from "../../ui/select";
import { say } from "../../ui/toast";
import type { Room } from "./room";
import { TextsResult } from "./texts-result";

interface TextsDialogProps {
  room: Room;
  onClose: () => void;
}

/** All texts out to a translator, and back again. */
export function TextsDialog({ room, onClose }: TextsDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [result, setResult] = useState<TextsImport>();
  const bring = async () => {
    const done = await act.run(() => room.form.flush().then(() => desk.ImportTexts(room.id)));
    if (done && done.file !== "") setResult(done);
  };
  return (
    <Dialog title={t("print.texts")} isOpen onClose={onClose} wide>
      {result ? (
        <TextsResult result={result} />
      ) : (
        <>
          <Out room={room} />
          <section className="stack" aria-labelledby="texts-in">
            <h3 id="texts-in">{t("print.textsIn")}</h3>
            <p className="quiet">{t("print.textsInNote")}</p>
            {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
            <div>
              <Button icon={Upload} isDisabled={act.busy} onPress={() => void bring()}>
                {t("print.textsBring")}
              </Button>
            </div>
          </section>
        </>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t("app.close")}</Button>
      </DialogActions>
    </Dialog>
  );
}

const formats = ["csv", "xlf", "po"] as const;

function Out({ room }: { room: Room }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const others = room.view.languages.filter(({ tag }) => tag !== room.main?.tag);
  const onShow = others.find(({ tag }) => tag === room.language?.tag) ?? others[0];
  const [lang, setLang] = useState(onShow?.tag ?? "");
  const [format, setFormat] = useState<TextsFormat>("csv");
  if (!onShow) return <p>{t("print.textsOneLanguage")}</p>;
  const save = async () => {
    const saved = await act.run(() => room.form.flush().then(() => desk.ExportTexts(room.id, lang, format)));
    if (saved && saved.file !== "") say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <section className="stack" aria-labelledby="texts-out">
      <h3 id="texts-out">{t("print.textsOut")}</h3>
      <p className="quiet">{t("print.textsOutNote")}</p>
      <Select
        label={t("print.textsLanguage")}
        placeholder={t("print.textsLanguage")}
        value={lang}
        choices={others.map(({ tag, name }) => ({ id: tag, label: name }))}
        onChange={setLang}
      />
      <ChipRadios
        label={t("print.textsFormat")}
        value={format}
        onChange={(id) => setFormat(id as TextsFormat)}
        choices={formats.map((id) => ({ id, label: t(`print.textsFormat.${id}`) }))}
        note={t(`print.textsFormatNote.${format}`)}
      />
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <div>
        <Button loudness="filled" icon={Download} isDisabled={act.busy} onPress={() => void save()}>
          {t("print.textsSave")}
        </Button>
      </div>
    </section>
  );
}
