import { useCallback, useState } from "react";
import type { StartForm, StartPreview } from "../../bridge/start-types";
import { useStartPreview } from "../../bridge/use-start";
import { nextMigrantsDay } from "../../lib/next-day";
import { useSettled } from "../../lib/use-settled";

/** Previews are asked for once typing rests. */
const restsFor = 250;

const blank: Omit<StartForm, "date"> = {
  activities: [],
  title: "",
  start: "",
  end: "",
  place: "",
  people: 0,
  group: "",
  languages: [],
};

export interface Begin {
  /** As the person filled it in; what they left is empty. */
  form: StartForm;
  change: (part: Partial<StartForm>) => void;
  /** What the kit offers where the person said nothing; their own words as soon as there are any. */
  shown: (field: "title" | "group" | "start" | "end") => string;
  /** Those of the person, or those that the kit offers. */
  languages: readonly string[];
  preview: StartPreview | undefined;
  error: Error | null;
}

/** The form of an event that is about to begin, with what would be there. */
export function useBegin(): Begin {
  const [form, setForm] = useState<StartForm>(() => ({ ...blank, date: nextMigrantsDay(new Date()) }));
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const { data: preview, error } = useStartPreview(useSettled(form, restsFor));
  const change = useCallback((part: Partial<StartForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setTouched((before) => new Set([...before, ...Object.keys(part)]));
  }, []);
  return {
    form,
    preview,
    error,
    change,
    languages: form.languages.length > 0 ? form.languages : (preview?.form.languages ?? []),
    shown: (field) => (touched.has(field) ? form[field] : (preview?.form[field] ?? "")),
  };
}
