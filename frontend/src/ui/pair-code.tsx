import { instantWords } from "../i18n/dates";
import { useMessages } from "../i18n/i18n";
import "./pair-code.css";

interface PairCodeProps {
  code: string;
  /** RFC 3339. */
  expires: string;
}

/** A code that lets another laptop in: how to say it, and how long it works. */
export function PairCode({ code, expires }: PairCodeProps) {
  const t = useMessages();
  return (
    <>
      <p>{t("devices.stepCode")}</p>
      <p className="pair-code">
        <bdi>{code}</bdi>
      </p>
      <p className="quiet">{t("devices.expires", { when: instantWords(expires) })}</p>
    </>
  );
}
