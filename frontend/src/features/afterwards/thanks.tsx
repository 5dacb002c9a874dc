import { bridgeError } from "../../bridge/bridge-error";
import { type PrintRequest, plainRequest } from "../../bridge/print-types";
import { useThanksCounts } from "../../bridge/use-album";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Card } from "../../ui/card";
import { Loading, Notice } from "../../ui/notice";
import { useKept } from "./kept";
import { Choices, type Whom, type Wish } from "./thanks-choices";
import { ThanksLetter } from "./thanks-letter";
import { ThanksOut } from "./thanks-out";
import { ThanksPages } from "./thanks-pages";
import "./photos.css";

/** The request for Go: what does not go together is left out. */
function requestOf({ whom, what, hours, ownLang, list, own }: Wish): PrintRequest {
  const letter = what === "letters" ? (own[whom] ?? null) : null;
  return {
    ...plainRequest(what),
    for: whom,
    list: whom === "list" ? list.path : "",
    hours: whom === "crew" && hours,
    own_lang: letter === null && ownLang,
    letter,
  };
}

const firstWish: Wish = {
  ...{ whom: "crew", what: "letters", hours: false, ownLang: false, list: { path: "", people: 0 } },
  own: {},
};

/** Letters and certificates for those who helped or spoke. No name is shown before it is asked for. */
export function Thanks({ id }: { id: string }) {
  const t = useMessages();
  const { data: counts, error } = useThanksCounts(id);
  const [wish, setWish] = useKept<Wish>("thanks", firstWish);
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!counts) return <Loading label={t("app.loading")} />;
  const request = requestOf(wish);
  const people: Record<Whom, number> = { ...counts, list: wish.list.people };
  const change = (part: Partial<Wish>) => setWish((was) => ({ ...was, ...part }));
  return (
    <div className="after-columns">
      <Card title={t("thanks.title")}>
        <p>{t("thanks.note")}</p>
        <Choices wish={wish} people={people} change={change} />
        {wish.what === "letters" && people[wish.whom] > 0 && (
          <ThanksLetter
            id={id}
            whom={wish.whom === "voices" ? "voices" : "crew"}
            letter={wish.own[wish.whom]}
            put={(letter) => setWish((was) => ({ ...was, own: { ...was.own, [wish.whom]: letter } }))}
          />
        )}
        <Notice>{t("thanks.pay")}</Notice>
        {people[wish.whom] > 0 && <ThanksOut id={id} request={request} />}
      </Card>
      <Card>
        {people[wish.whom] > 0 ? (
          <ThanksPages key={wish.whom + wish.what} id={id} request={request} />
        ) : (
          <Nobody id={id} whom={wish.whom} />
        )}
      </Card>
    </div>
  );
}

function Nobody({ id, whom }: { id: string; whom: Whom }) {
  const t = useMessages();
  return (
    <>
      <p>{t(`thanks.nobody.${whom}`)}</p>
      {whom !== "list" && (
        <p>
          <a
            href={
              whom === "crew"
                ? hrefOf({ page: "room", event: id, room: "plan", tab: "crew" })
                : hrefOf({ page: "room", event: id, room: "voices" })
            }
          >
            {t(whom === "crew" ? "thanks.toCrew" : "thanks.toVoices")}
          </a>
        </p>
      )}
    </>
  );
}
