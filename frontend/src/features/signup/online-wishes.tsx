import type { Wish } from "../../bridge/signup-types";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";

/** How many sign-ups chose what. Whose they are is kept nowhere. */
export function OnlineWishes({ food, access }: { food: readonly Wish[]; access: readonly Wish[] }) {
  const t = useMessages();
  if (food.length + access.length === 0) return null;
  return (
    <Card title={t("online.wishes")}>
      <p className="quiet">{t("online.wishesWords")}</p>
      <div className="wishes">
        <Counts title={t("online.food")} wishes={food} />
        <Counts title={t("online.access")} wishes={access} />
      </div>
    </Card>
  );
}

function Counts({ title, wishes }: { title: string; wishes: readonly Wish[] }) {
  if (wishes.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <dl className="wish-list">
        {wishes.map(({ id, label, count }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
