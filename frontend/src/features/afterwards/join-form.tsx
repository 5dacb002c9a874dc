import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";
import { useKept } from "./kept";

/** The way into a campaign; what is typed waits while another tab is open. */
export function JoinForm() {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [url, setUrl] = useKept("join-url", "");
  const [code, setCode] = useKept("join-code", "");
  const join = async () => {
    const state = await act.run(() => desk.Join(url.trim(), code.trim()));
    if (state) say(t("after.joined", { group: state.group }));
  };
  return (
    <Card title={t("after.join")}>
      <p className="quiet">{t("after.joinWords")}</p>
      <Form className="stack" onSubmit={() => void join()}>
        <TextField label={t("after.joinUrl")} value={url} onChange={setUrl} inputMode="url" isRequired />
        <TextField
          label={t("after.joinCode")}
          value={code}
          onChange={setCode}
          autoComplete="off"
          isRequired
        />
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <div>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("after.joinYes")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
