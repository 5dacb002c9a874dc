import { useState } from "react";
import { useMessages } from "../i18n/i18n";
import { Checkbox } from "./checkbox";
import { TextField } from "./text-field";

interface PassphraseFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  note?: string;
  error?: string | undefined;
  autoFocus?: boolean;
  autoComplete?: "current-password" | "new-password";
}

/** Words that nobody behind the person should read; they may show them to themselves. */
export function PassphraseField(props: PassphraseFieldProps) {
  const t = useMessages();
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField {...props} type={shown ? "text" : "password"} spellCheck="false" />
      <Checkbox isSelected={shown} onChange={setShown}>
        {t("lock.show")}
      </Checkbox>
    </>
  );
}
