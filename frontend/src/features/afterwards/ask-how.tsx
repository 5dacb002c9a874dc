import type { EventView } from "../../bridge/types";
import { useFeedbackPage } from "../../bridge/use-feedback-page";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";

/** Asks whoever publishes whether the page is to ask people who came how it was. Nothing is chosen for them. */
export function AskHow({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { choose, error } = useFeedbackPage(id, useNotes());
  const state = view.doc.feedback_page?.state ?? "";
  const unchosen = view.doc.venue.hide_address ? "how.quiet" : "how.nobody";
  return (
    <>
      <ChipRadios
        label={t("how.question")}
        choices={[
          { id: "open", label: t("how.yes") },
          { id: "closed", label: t("how.no") },
        ]}
        value={state}
        onChange={(next) => void choose(next, view.doc.feedback_page?.until ?? "")}
        note={state === "" ? t(unchosen) : undefined}
      />
      {error && <Notice tone="trouble">{errorWords(t, error)}</Notice>}
    </>
  );
}
