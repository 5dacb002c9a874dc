import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Signup } from "../../bridge/signup-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { shortDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { say, useNotes, useRefusal } from "../../ui/toast";
import { OfferDialog } from "./offer-dialog";
import { SignupName } from "./signup-name";

interface WaitingEntryProps {
  id: string;
  signup: Signup;
  /** Of the event. */
  date: string;
}

/** Somebody who waits: offer a place, then say what came of it. */
export function WaitingEntry({ id, signup, date }: WaitingEntryProps) {
  const t = useMessages();
  const [offering, setOffering] = useState(false);
  const { accept, expire, busy } = usePlace(id, signup);
  const offered = signup.place === "offered";
  return (
    <li className="waiting-entry">
      <div className="waiting-head">
        <SignupName signup={signup} />
        <span className="quiet">{t("day.people", { count: signup.party })}</span>
        <span className="waiting-state" data-late={signup.late || undefined}>
          {signup.late ? t("online.late", { date: shortDate(signup.until) }) : placeWords()}
        </span>
      </div>
      {offered && <Telling signup={signup} />}
      <div className="row">
        {!offered && <Button onPress={() => setOffering(true)}>{t("online.offer")}</Button>}
        <Button isDisabled={busy} onPress={accept}>
          {t("online.accept")}
        </Button>
        {offered && (
          <Button isDisabled={busy} onPress={expire}>
            {t("online.expire")}
          </Button>
        )}
      </div>
      {offering && <OfferDialog id={id} signup={signup} date={date} onClose={() => setOffering(false)} />}
    </li>
  );

  function placeWords(): string {
    if (offered) return t("online.offeredUntil", { date: shortDate(signup.until) });
    return signup.place === "lapsed" ? t("online.lapsed") : t("online.waits");
  }
}

/** Whom to reach, and what to say to them. */
function Telling({ signup }: { signup: Signup }) {
  const t = useMessages();
  return (
    <div className="telling">
      <p>
        {signup.contact === "" ? t("online.noContact") : t("online.tell")} <bdi>{signup.contact}</bdi>
      </p>
      <blockquote lang={signup.words_lang} dir={signup.words_dir}>
        {signup.words}
      </blockquote>
      <Trust signup={signup} />
    </div>
  );
}

/** How far the words can be trusted; those that no speaker has read come with the English. */
function Trust({ signup: { words_state: state, english } }: { signup: Signup }) {
  const t = useMessages();
  if (state === "" || state === "reviewed") return null;
  if (state === "missing") return <p className="quiet">{t("online.wordsMissing")}</p>;
  return (
    <>
      <p className="quiet">{t("online.wordsUnread")}</p>
      <blockquote lang="en" dir="ltr">
        {english}
      </blockquote>
    </>
  );
}

function usePlace(id: string, signup: Signup) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const { undoing } = useHistory(id, useNotes());
  const accept = async () => {
    if (await act.run(() => desk.AcceptPlace(id, signup.id))) say(t("online.acceptedSay"), undoing);
  };
  const expire = async () => {
    if (await act.run(() => desk.ExpirePlace(id, signup.id))) say(t("online.expiredSay"), undoing);
  };
  return { accept: () => void accept(), expire: () => void expire(), busy: act.busy };
}
