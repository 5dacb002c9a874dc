import type { Signup } from "../../bridge/signup-types";
import { useMessages } from "../../i18n/i18n";

/** What somebody is called, and whether they are new. */
export function SignupName({ signup }: { signup: Signup }) {
  const t = useMessages();
  return (
    <span className="signup-name">
      {signup.name === "" ? (
        <span className="quiet">{t("online.noName")}</span>
      ) : (
        <bdi lang={signup.lang}>{signup.name}</bdi>
      )}
      {signup.new && <span className="new-mark">{t("online.new")}</span>}
    </span>
  );
}
