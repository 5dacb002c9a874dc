import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import type { ThanksCounts } from "../../bridge/photograph-types";
import { type Letter, type PrintRequest, plainRequest } from "../../bridge/print-types";
import { useThanksCounts } from "../../bridge/use-album";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { Loading, Notice } from "../../ui/notice";
import { ThanksLetter } from "./thanks-letter";
import { ThanksOut } from "./thanks-out";
import { ThanksPages } from "./thanks-pages";
import "./photos.css";

export type Whom = "crew" | "voices";
type What = "letters" | "certificate";

interface Wish {
  whom: Whom;
  what: What;
  hours: boolean;
  ownLang: boolean;
  /** A letter of one's own, for each of those that letters are for. */
  own: Partial<Record<Whom, Letter>>;
}

/** The request for Go: what does not go together is left out. */
function requestOf({ whom, what, hours, ownLang, own }: Wish): PrintRequest {
  const letter = what === "letters" ? (own[whom] ?? null) : null;
  return {
    ...plainRequest(what),
    for: whom,
    hours: whom === "crew" && hours,
    own_lang: letter === null && ownLang,
    letter,
  };
}

/** Letters and certificates for those who helped or spoke. No name is shown before it is asked for. */
export function Thanks({ id }: { id: string }) {
  const t = useMessages();
  const { data: counts, error } = useThanksCounts(id);
  const [wish, setWish] = useState<Wish>({
    ...{ whom: "crew", what: "letters", hours: false, ownLang: false },
    own: {},
  });
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!counts) return <Loading label={t("app.loading")} />;
  const request = requestOf(wish);
  const change = (part: Partial<Wish>) => setWish((was) => ({ ...was, ...part }));
  return (
    <div className="after-columns">
      <Card title={t("thanks.title")}>
        <p>{t("thanks.note")}</p>
        <Choices wish={wish} counts={counts} change={change} />
        {wish.what === "letters" && counts[wish.whom] > 0 && (
          <ThanksLetter
            id={id}
            whom={wish.whom}
            letter={wish.own[wish.whom]}
            put={(letter) => change({ own: { ...wish.own, [wish.whom]: letter } })}
          />
        )}
        <Notice>{t("thanks.pay")}</Notice>
        {counts[wish.whom] > 0 && <ThanksOut id={id} request={request} />}
      </Card>
      <Card>
        {counts[wish.whom] > 0 ? (
          <ThanksPages key={wish.whom + wish.what} id={id} request={request} />
        ) : (
          <Nobody id={id} whom={wish.whom} />
        )}
      </Card>
    </div>
  );
}

interface ChoicesProps {
  wish: Wish;
  counts: ThanksCounts;
  change: (part: Partial<Wish>) => void;
}

function Choices({ wish, counts, change }: ChoicesProps) {
  const t = useMessages();
  return (
    <div className="thanks-choices">
      <ChipRadios
        label={t("thanks.for")}
        value={wish.whom}
        onChange={(whom) => change({ whom: whom as Whom })}
        choices={(["crew", "voices"] as const).map((id) => ({
          id,
          label: t(`thanks.for.${id}`, { count: counts[id] }),
        }))}
      />
      <ChipRadios
        label={t("thanks.what")}
        value={wish.what}
        onChange={(what) => change({ what: what as What })}
        choices={(["letters", "certificate"] as const).map((id) => ({ id, label: t(`thanks.what.${id}`) }))}
      />
      <p className="quiet">{t(wish.whom === "crew" ? "thanks.roles" : "thanks.voicesNote")}</p>
      {wish.whom === "crew" && (
        <Checkbox
          isSelected={wish.hours}
          onChange={(hours) => change({ hours })}
          note={t("thanks.hoursNote")}
        >
          {t("thanks.hours")}
        </Checkbox>
      )}
      <Checkbox
        isSelected={wish.ownLang}
        onChange={(ownLang) => change({ ownLang })}
        isDisabled={wish.what === "letters" && wish.own[wish.whom] !== undefined}
        note={t("thanks.ownLangNote")}
      >
        {t("thanks.ownLang")}
      </Checkbox>
    </div>
  );
}

function Nobody({ id, whom }: { id: string; whom: Whom }) {
  const t = useMessages();
  const href =
    whom === "crew"
      ? hrefOf({ page: "room", event: id, room: "plan", tab: "crew" })
      : hrefOf({ page: "room", event: id, room: "voices" });
  return (
    <>
      <p>{t(`thanks.nobody.${whom}`)}</p>
      <p>
        <a href={href}>{t(whom === "crew" ? "thanks.toCrew" : "thanks.toVoices")}</a>
      </p>
    </>
  );
}
