import { useDesk } from "../../bridge/bridge";
import type { Signup, SignupPair } from "../../bridge/signup-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { say, useNotes, useRefusal } from "../../ui/toast";
import { SignupName } from "./signup-name";

/** Entries with one contact: a person says whether they are one person. Until then both stay. */
export function OnlinePairs({ id, pairs }: { id: string; pairs: readonly SignupPair[] }) {
  const t = useMessages();
  return (
    <Card title={t("online.pairs", { count: pairs.length })}>
      <ul className="pair-list">
        {pairs.map((pair) => (
          <Pair key={`${pair.a.id} ${pair.b.id}`} id={id} pair={pair} />
        ))}
      </ul>
    </Card>
  );
}

function Pair({ id, pair: { a, b, sure } }: { id: string; pair: SignupPair }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const { undoing } = useHistory(id, useNotes());
  const merge = async () => {
    if (await act.run(() => desk.MergeSignups(id, a.id, b.id))) say(t("online.merged"), undoing);
  };
  const keep = async () => {
    if (await act.run(() => desk.KeepTwo(id, a.id, b.id))) say(t("online.keptTwo"), undoing);
  };
  return (
    <li className="pair">
      <div className="pair-sides">
        <Side signup={a} />
        <Side signup={b} />
      </div>
      <p className="quiet">{sure ? t("online.sameBoth") : t("online.sameContact")}</p>
      <div className="row">
        <Button isDisabled={act.busy} onPress={() => void merge()}>
          {t("online.merge", { count: Math.max(a.party, b.party) })}
        </Button>
        <Button isDisabled={act.busy} onPress={() => void keep()}>
          {t("online.keepTwo")}
        </Button>
      </div>
    </li>
  );
}

function Side({ signup }: { signup: Signup }) {
  const t = useMessages();
  return (
    <div className="pair-side">
      <SignupName signup={signup} />
      <span className="quiet">
        {t("day.people", { count: signup.party })}
        {" · "}
        <bdi>{signup.contact}</bdi>
      </span>
    </div>
  );
}
