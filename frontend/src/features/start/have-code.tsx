import { MonitorSmartphone } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Accepted } from "../../bridge/safety-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { JoinForm, type Joining } from "./join-form";
import "./start.css";

/** Makes this laptop one of a group's, by the code that its other laptop shows. */
export function HaveCode() {
  const t = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={MonitorSmartphone} onPress={() => setOpen(true)}>
        {t("start.code")}
      </Button>
      {open && <CodeDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CodeDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [code, setCode] = useState("");
  const [accepted, setAccepted] = useState<Accepted>();
  const join = async ({ way, server, name }: Joining) => {
    const typed = code.trim();
    const answer = await act.run(() =>
      way === "online" ? desk.AcceptOnline(typed, server, name) : desk.Accept(typed, name),
    );
    if (answer && answer.group !== "") setAccepted(answer);
  };
  return (
    <Dialog title={t("start.codeTitle")} isOpen onClose={() => act.busy || onClose()} alert wide>
      {accepted ? (
        <Joined accepted={accepted} onClose={onClose} />
      ) : (
        <JoinForm
          ways={["online", "file"]}
          about={{ online: t("start.codeOnline"), file: t("start.codeFile") }}
          yes={{ online: t("start.codeYesOnline"), file: t("start.codeYes") }}
          busy={{ online: t("start.joining"), file: t("start.joiningFile") }}
          ready={code.trim() !== ""}
          act={act}
          onJoin={(joining) => void join(joining)}
          onClose={onClose}
        >
          <TextField
            label={t("start.codeText")}
            note={t("start.codeNote")}
            value={code}
            onChange={setCode}
            isRequired
            autoComplete="off"
            spellCheck="false"
          />
        </JoinForm>
      )}
    </Dialog>
  );
}

function Joined({ accepted, onClose }: { accepted: Accepted; onClose: () => void }) {
  const t = useMessages();
  const { group, role, came } = accepted;
  return (
    <>
      <div role="status" className="stack">
        <p>{t(role === "helper" ? "start.codeDoneHelper" : "start.codeDone")}</p>
        {came !== "" && <p>{t("start.codeCame", { title: came })}</p>}
        <WhatIsLeft accepted={accepted} />
        <p className="quiet">{t("start.codeMark")}</p>
        <p className="start-mark">
          <bdi>{group}</bdi>
        </p>
      </div>
      <DialogActions>
        <Button loudness="filled" onPress={onClose}>
          {t("app.close")}
        </Button>
      </DialogActions>
    </>
  );
}

/** How the laptop that invited learns of this one. */
function WhatIsLeft({ accepted: { reply, came, same } }: { accepted: Accepted }) {
  const t = useMessages();
  if (reply === "") return came === "" ? null : <Notice tone="trouble">{t("start.codeUnwritten")}</Notice>;
  return (
    <>
      <p>{t(same ? "start.codeStick" : "start.codeReply")}</p>
      <p className="file-path">
        <bdi>{reply}</bdi>
      </p>
    </>
  );
}
