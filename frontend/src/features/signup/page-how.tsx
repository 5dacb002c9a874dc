import { useState } from "react";
import { useSignups } from "../../bridge/queries";
import { useFeedbackPage } from "../../bridge/use-feedback-page";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { ChipRadios } from "../../ui/chips";
import { DateField } from "../../ui/date-field";
import { Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";

/** Whether the page asks people who came how it was, and until when. */
export function PageHow({ id }: { id: string }) {
  const t = useMessages();
  const { data: signups } = useSignups(id);
  const { choose, error } = useFeedbackPage(id, useNotes());
  if (!signups) return null;
  const { state, hidden, until } = signups.page.feedback;
  return (
    <Card title={t("how.title")}>
      <p className="quiet">{t("how.words")}</p>
      <ChipRadios
        label={t("how.title")}
        quietLabel
        choices={[
          { id: "open", label: t("how.yes") },
          { id: "closed", label: t("how.no") },
        ]}
        value={state}
        onChange={(next) => void choose(next, "")}
        note={state === "" ? t(hidden ? "how.quiet" : "how.nobody") : undefined}
      />
      {state === "open" && <LastDay key={until} until={until} onChange={(day) => void choose("open", day)} />}
      {error && <Notice tone="trouble">{errorWords(t, error)}</Notice>}
    </Card>
  );
}

/** The last day of answers, which is kept when the field is left: a date that is being typed is none yet. */
function LastDay({ until, onChange }: { until: string; onChange: (day: string) => void }) {
  const t = useMessages();
  const [day, setDay] = useState(until);
  const keep = () => {
    if (day !== until) onChange(day);
  };
  return <DateField label={t("how.until")} value={day} onChange={setDay} onBlur={keep} />;
}
