import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import type { EventView, LanguageTag } from "../../bridge/types";
import { type EventForm, useAutosave } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SaveState } from "../../ui/save-state";
import { LanguageChips } from "./language-chips";
import { PointFields } from "./point-fields";
import { placeOf } from "./points";
import { ProgrammeTools } from "./programme-tools";
import { usePoints } from "./use-points";
import "./programme.css";

/** What happens when, and who leads it. */
export function Programme({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const form = useAutosave(id, view.doc);
  const [chosen, setChosen] = useState("");
  const [main] = view.languages;
  const language = view.languages.find(({ tag }) => tag === chosen) ?? main;
  if (!main || !language) return null;
  return (
    <div className="stack">
      <SaveState state={form.drafts.state} />
      <Card title={t("programme.title")}>
        <p className="quiet">{t("programme.note")}</p>
        {view.languages.length > 1 && (
          <LanguageChips languages={view.languages} value={language.tag} onChange={setChosen} />
        )}
        {language.tag !== main.tag && (
          <p className="quiet">{t("details.borrowed", { language: language.name, from: main.name })}</p>
        )}
        <Points id={id} view={view} form={form} language={language} main={main} />
        <ProgrammeTools id={id} view={view} flush={form.flush} />
      </Card>
    </div>
  );
}

interface PointsProps {
  id: string;
  view: EventView;
  form: EventForm;
  language: LanguageTag;
  main: LanguageTag;
}

function Points({ id, view, form, language, main }: PointsProps) {
  const t = useMessages();
  const add = useRef<HTMLButtonElement>(null);
  const points = usePoints(id, view.doc, form);
  const reason = form.programme().error;
  const place = placeOf(form.drafts.errors.get("programme")?.message ?? "");
  const remove = (key: number) => {
    // The button that was pressed goes away with its point.
    add.current?.focus();
    void points.remove(key);
  };
  return (
    <>
      {points.list.length === 0 ? (
        <p>{t("programme.none")}</p>
      ) : (
        <div className="points-room">
          <div className="points">
            <PointHeads />
            {points.list.map((point, row) => (
              <PointFields
                key={point.key}
                {...{ point, row, language, main }}
                isNew={point.key === points.newest}
                error={
                  place?.row === row && reason !== undefined ? { field: place.field, reason } : undefined
                }
                onChange={(part) => points.change(point.key, part)}
                onLeave={() => void form.flush()}
                onTimeLeft={(focused) => points.settle(point.key, focused)}
                onRemove={() => remove(point.key)}
              />
            ))}
          </div>
        </div>
      )}
      {reason !== undefined && !place && <p className="field-error">{reason}</p>}
      <div>
        <Button ref={add} icon={Plus} onPress={points.add}>
          {t("programme.add")}
        </Button>
      </div>
    </>
  );
}

/** Where the fields stand side by side, their names stand above them once; each field still has its own. */
function PointHeads() {
  const t = useMessages();
  return (
    <div className="points-heads" aria-hidden>
      <span>{t("programme.at")}</span>
      <span>{t("programme.minutes")}</span>
      <span>{t("programme.what")}</span>
      <span>{t("programme.who")}</span>
    </div>
  );
}
