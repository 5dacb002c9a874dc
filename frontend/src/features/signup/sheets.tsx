import { plainRequest } from "../../bridge/print-types";
import { useChoices, usePreview } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { type EventForm, useAutosave } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { ChipChecks, ChipRadios } from "../../ui/chips";
import { NumberField } from "../../ui/number-field";
import { SaveState } from "../../ui/save-state";

/** How the paper sheets are ruled, with the first one to look at. */
export function Sheets({ id, view }: { id: string; view: EventView }) {
  const form = useAutosave(id, view.doc);
  return (
    <div className="sheet-columns">
      <Ruling form={form} />
      <SheetPreview id={id} view={view} />
    </div>
  );
}

function Ruling({ form }: { form: EventForm }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const rows = form.number("signup.rows");
  const sheets = form.number("signup.sheets");
  const layout = form.text("signup.layout");
  return (
    <Card title={t("signup.sheetTitle")}>
      <div className="sheet-numbers">
        <NumberField label={t("signup.rows")} min={1} max={40} {...rows} />
        <NumberField label={t("signup.count")} min={1} max={99} {...sheets} />
      </div>
      <ChipChecks
        label={t("signup.fields")}
        choices={named(t, "signup.field.", choices?.signup_fields)}
        {...form.texts("signup.fields")}
      />
      <ChipChecks
        label={t("signup.ticks")}
        choices={named(t, "signup.tick.", choices?.signup_ticks)}
        {...form.texts("signup.ticks")}
      />
      <ChipRadios
        label={t("signup.layout")}
        choices={named(t, "signup.layout.", ["rows", "slips", "names"])}
        value={layout.value === "" ? "rows" : layout.value}
        onChange={layout.onChange}
      />
      <p className="quiet">{t("signup.room", { count: rows.value * sheets.value })}</p>
      <SaveState state={form.drafts.state} />
    </Card>
  );
}

/** The closed lists of Go, in words; one that we have no words for shows its key. */
function named(t: Translate, prefix: string, ids: readonly string[] = []) {
  return ids.map((id) => {
    const key = prefix + id;
    return { id, label: isMessageKey(key) ? t(key) : id };
  });
}

function SheetPreview({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const lang = view.doc.languages[0] ?? "";
  const { data: preview } = usePreview(id, { ...plainRequest("signup"), lang });
  const url = preview?.urls[0];
  if (!preview || url === undefined) return null;
  return (
    <figure className="sheet-preview" aria-label={t("signup.preview")}>
      <img
        src={url}
        alt={preview.alt}
        style={{ aspectRatio: `${preview.width_mm} / ${preview.height_mm}` }}
      />
    </figure>
  );
}
