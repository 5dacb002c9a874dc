import { Camera, Check } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";

/** A recovery sheet as a person gives it. */
export interface Sheet {
  form: "typed" | "photo";
  text: string;
  /** Name of the photo that was read; "" before. */
  photo: string;
}

interface SheetInputProps {
  sheet: Sheet;
  onChange: (sheet: Sheet) => void;
}

/** Takes a recovery sheet, typed or by a photo of its square code. */
export function SheetInput({ sheet, onChange }: SheetInputProps) {
  const t = useMessages();
  return (
    <>
      <ChipRadios
        label={t("start.sheetForm")}
        value={sheet.form}
        onChange={(form) => onChange({ ...sheet, form: form as Sheet["form"] })}
        choices={[
          { id: "typed", label: t("start.sheetForm.typed") },
          { id: "photo", label: t("start.sheetForm.photo") },
        ]}
      />
      {sheet.form === "typed" ? (
        <TextField
          label={t("start.sheetText")}
          note={t("start.sheetNote")}
          value={sheet.text}
          onChange={(text) => onChange({ ...sheet, text })}
          rows={4}
          isRequired
          autoComplete="off"
          spellCheck="false"
        />
      ) : (
        <Photo name={sheet.photo} onRead={(photo) => onChange({ ...sheet, photo })} />
      )}
    </>
  );
}

function Photo({ name, onRead }: { name: string; onRead: (name: string) => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const pick = async () => {
    const picked = await act.run(() => desk.PickSheet());
    if (picked) onRead(picked);
  };
  return (
    <div className="stack">
      <p>{t("sheet.photoWords")}</p>
      <div className="row">
        <Button icon={Camera} isDisabled={act.busy} onPress={() => void pick()}>
          {t(name === "" ? "sheet.photo" : "start.sheetPhotoOther")}
        </Button>
      </div>
      {name !== "" && !act.error && (
        <p role="status" className="start-read">
          <Check className="icon" aria-hidden />
          <span>{t("start.sheetPhotoRead", { file: name })}</span>
        </p>
      )}
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
    </div>
  );
}
