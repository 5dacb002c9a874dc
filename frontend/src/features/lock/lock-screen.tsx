import { LockKeyhole } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import { useForgetting } from "../../bridge/use-lock";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { announce } from "../../ui/announcer";
import { Button } from "../../ui/button";
import { Disclosure } from "../../ui/disclosure";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { PassphraseField } from "../../ui/passphrase-field";
import { hush } from "../../ui/toast";
import "./lock.css";

/** Stands instead of the whole window while the names are locked: nothing that was read is in it. Children are the ways for who forgot the passphrase. */
export function LockScreen({ children }: { children: ReactNode }) {
  const t = useMessages();
  const forget = useForgetting();
  useEffect(() => {
    forget();
    hush();
    announce("");
  }, [forget]);
  return (
    <main className="lock">
      <div className="lock-card">
        <LockKeyhole className="lock-mark" aria-hidden />
        <h1>{t("lock.title")}</h1>
        <p className="quiet">{t("lock.words")}</p>
        <UnlockForm />
        <Disclosure label={t("lock.forgot")}>
          <div className="stack lock-more">
            <p>{t("lock.forgotWords")}</p>
            {children}
          </div>
        </Disclosure>
      </div>
    </main>
  );
}

function UnlockForm() {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [passphrase, setPassphrase] = useState("");
  const [tries, setTries] = useState(0);
  const unlock = async () => {
    await act.run(() => desk.Unlock(passphrase));
    setPassphrase("");
    setTries(tries + 1);
  };
  return (
    <Form className="stack" onSubmit={() => void unlock()}>
      <PassphraseField
        key={tries} // each try begins in the field again
        label={t("lock.passphrase")}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        autoComplete="current-password"
      />
      {act.error && (
        <Notice tone="trouble">
          {act.error.code === "denied" ? t("lock.wrong") : errorWords(t, act.error)}
        </Notice>
      )}
      <Button type="submit" loudness="filled" isDisabled={act.busy || passphrase === ""}>
        {t(act.busy ? "lock.opening" : "lock.open")}
      </Button>
    </Form>
  );
}
