import { FileSpreadsheet } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import type { PeopleList } from "../../bridge/photograph-types";
import type { Letter } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { useRefusal } from "../../ui/toast";

export type Whom = "crew" | "voices" | "list";
type What = "letters" | "certificate";

export interface Wish {
  whom: Whom;
  what: What;
  hours: boolean;
  ownLang: boolean;
  list: PeopleList;
  /** A letter of one's own, for each of those that letters are for. */
  own: Partial<Record<Whom, Letter>>;
}

const notes = {
  crew: "thanks.roles",
  voices: "thanks.voicesNote",
  list: "thanks.listNote",
} as const;

interface ChoicesProps {
  wish: Wish;
  people: Record<Whom, number>;
  change: (part: Partial<Wish>) => void;
}

/** For whom, what, and what it says. */
export function Choices({ wish, people, change }: ChoicesProps) {
  const t = useMessages();
  return (
    <div className="thanks-choices">
      <ChipRadios
        label={t("thanks.for")}
        value={wish.whom}
        onChange={(whom) => change({ whom: whom as Whom })}
        choices={(["crew", "voices", "list"] as const).map((id) => ({
          id,
          label: t(`thanks.for.${id}`, { count: people[id] }),
        }))}
      />
      <ChipRadios
        label={t("thanks.what")}
        value={wish.what}
        onChange={(what) => change({ what: what as What })}
        choices={(["letters", "certificate"] as const).map((id) => ({ id, label: t(`thanks.what.${id}`) }))}
      />
      <p className="quiet">{t(notes[wish.whom])}</p>
      {wish.whom === "list" && <PickList onPick={(list) => change({ list })} />}
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

function PickList({ onPick }: { onPick: (list: PeopleList) => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const pick = async () => {
    const list = await act.run(() => desk.PickPeople());
    if (list && list.path !== "") onPick(list);
  };
  return (
    <div>
      <Button size="small" icon={FileSpreadsheet} isDisabled={act.busy} onPress={() => void pick()}>
        {t("thanks.pick")}
      </Button>
    </div>
  );
}
