import { useState } from "react";
import { useChoices, useSignups } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { type EventForm, useAutosave } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { ChipChecks, ChipRadios } from "../../ui/chips";
import { SaveState } from "../../ui/save-state";
import { PageHow } from "./page-how";
import { PageLine } from "./page-line";
import { PagePicture } from "./page-picture";
import { PageState } from "./page-state";
import { PageVoice } from "./page-voice";

/** What the page asks and what it says, with a picture of it. */
export function PageAsks({ id, view }: { id: string; view: EventView }) {
  const form = useAutosave(id, view.doc);
  const { data: signups } = useSignups(id);
  const [lang, setLang] = useState(view.doc.languages[0] ?? "en");
  return (
    <div className="online">
      {signups && <PageLine id={id} page={signups.page} />}
      <div className="sheet-columns">
        <div className="stack">
          <PageState id={id} view={view} />
          <Asking form={form} hidden={view.doc.venue.hide_address} />
          <PageVoice id={id} />
          <PageHow id={id} />
        </div>
        <Looking id={id} view={view} lang={lang} onLang={setLang} />
      </div>
    </div>
  );
}

function Asking({ form, hidden }: { form: EventForm; hidden: boolean }) {
  const t = useMessages();
  const listed = form.flag("signup_page.listed");
  const { data: choices } = useChoices();
  const ticks = choices?.signup_ticks.filter((tick) => tick !== "came");
  const kept = form.texts("signup.ticks");
  return (
    <Card title={t("online.asksTitle")}>
      <p className="quiet">{t("online.asksWords")}</p>
      <ChipChecks
        label={t("signup.fields")}
        choices={named(t, "signup.field.", choices?.signup_fields)}
        {...form.texts("signup.fields")}
      />
      <ChipChecks label={t("signup.ticks")} choices={named(t, "signup.tick.", ticks)} {...kept} />
      <ChipChecks
        label={t("online.food")}
        choices={choices?.signup_food ?? []}
        note={t("online.counted")}
        {...form.texts("signup_page.food")}
      />
      <ChipChecks
        label={t("online.access")}
        choices={choices?.signup_access ?? []}
        note={t("online.counted")}
        {...form.texts("signup_page.access")}
      />
      <Checkbox
        isSelected={listed.value && !hidden}
        isDisabled={hidden}
        onChange={listed.onChange}
        note={t(hidden ? "online.listedHidden" : "online.listedNote")}
      >
        {t("online.listed")}
      </Checkbox>
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

interface LookingProps {
  id: string;
  view: EventView;
  lang: string;
  onLang: (tag: string) => void;
}

function Looking({ id, view, lang, onLang }: LookingProps) {
  const t = useMessages();
  const choices = view.languages.map(({ tag, endonym }) => ({ id: tag, label: endonym, lang: tag }));
  return (
    <Card title={t("online.picture")}>
      {choices.length > 1 && (
        <ChipRadios
          label={t("online.pictureLang")}
          choices={choices}
          value={lang}
          onChange={onLang}
          quietLabel
        />
      )}
      <PagePicture id={id} lang={lang} />
    </Card>
  );
}
