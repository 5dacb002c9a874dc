import { Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useCallback } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { go } from "../../lib/route";
import { Button } from "../../ui/button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { say } from "../../ui/toast";
import { Activities } from "./activities";
import { BeginNotes } from "./begin-notes";
import { Summary } from "./summary";
import { useBegin } from "./use-begin";
import { WhenWhere } from "./when-where";
import "./begin.css";

/** Begins an event: a few things to say, and beside them all that will be there. */
export function BeginPage({ earlier }: { earlier: ReactNode }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const begin = useBegin();
  const { form, preview, error, change } = begin;
  const choose = useCallback((activities: string[]) => change({ activities }), [change]); // tiles are many to draw
  const start = async () => {
    const event = await act.run(() => desk.Start(form));
    if (!event) return;
    go({ page: "room", event, room: "plan" });
    say(t("begin.done"));
  };
  const trouble = act.error ?? (error ? bridgeError(error) : undefined);
  return (
    <Page title={t("begin.heading")} note={t("begin.note")}>
      <Form className="begin" onSubmit={() => void start()}>
        <div className="stack">
          <Activities value={form.activities} onChange={choose} />
          <WhenWhere begin={begin} />
        </div>
        <div className="stack begin-side">
          {trouble && <Notice tone="trouble">{errorWords(t, trouble)}</Notice>}
          {preview && form.activities.length === 0 && <Notice>{t("begin.nothing")}</Notice>}
          <div className="begin-go">
            <Button type="submit" loudness="filled" size="large" icon={Sparkles} isDisabled={act.busy}>
              {t("begin.go")}
            </Button>
          </div>
          {preview && <BeginNotes notes={preview.notes} />}
          {preview && <Summary preview={preview} />}
        </div>
      </Form>
      {earlier}
    </Page>
  );
}
