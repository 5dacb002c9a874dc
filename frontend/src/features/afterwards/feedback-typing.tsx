import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { FeedbackForms } from "../../bridge/feedback-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Notice } from "../../ui/notice";
import { FeedbackFields } from "./feedback-fields";
import { blankForm } from "./feedback-keys";
import { useKept } from "./kept";
import { useTyping } from "./use-typing";

/** Types paper forms in, one after another, by keys alone if one likes. */
export function FeedbackTyping({ id, forms }: { id: string; forms: FeedbackForms }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [draft, change] = useKept("form", blankForm);
  const [saved, setSaved] = useState(0);
  const save = async () => {
    if (act.busy) return;
    // The next form may be begun while this one is saved; refused, this one comes back.
    change({ ...blankForm, lang: draft.lang }); // a pile is in one language as a rule
    typing.begin();
    const made = await act.run(() => desk.AddForm(id, draft));
    if (made) setSaved(made.n);
    else change(draft);
  };
  const typing = useTyping(draft, change, () => void save());
  const next = Math.max(0, ...forms.forms.map(({ n }) => n)) + 1;
  return (
    <Card title={t("said.type")} note={t("said.number", { n: next })}>
      <p className="quiet">{t("said.keys")}</p>
      <FeedbackFields questions={forms.questions} typing={typing} />
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <div className="row">
        <Button isDisabled={act.busy} onPress={() => void save()}>
          {t("said.save")}
        </Button>
      </div>
      <p className="quiet" role="status">
        {saved === 0 ? "" : t("said.saved", { n: saved })}
      </p>
    </Card>
  );
}
