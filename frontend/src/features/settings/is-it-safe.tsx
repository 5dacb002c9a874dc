import { Check, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { useStateLine } from "../../bridge/queries";
import type { Light, Safety } from "../../bridge/safety-types";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { MissingItem } from "./missing-item";
import { SaveBackupButton } from "./save-backup";

const icons: Record<Light, LucideIcon> = { green: Check, amber: Hourglass, red: TriangleAlert };

/** Whether anything is only on this laptop or is wrong, what it is, and what to do next. */
export function IsItSafe({ safety, event }: { safety: Safety; event: string }) {
  const t = useMessages();
  const { light, missing, backups } = safety;
  const Icon = icons[light];
  return (
    <>
      <section className="verdict" data-light={light}>
        <Icon className="verdict-mark" aria-hidden />
        <div>
          <h2>{t(`safe.${light}`)}</h2>
          <p>{t(`safe.${light}Words`)}</p>
        </div>
      </section>
      {missing.length > 0 && (
        <Card title={t("safe.missing")}>
          <ul className="missing">
            {missing.map(({ what, count }) => (
              <MissingItem key={what} what={what} count={count} event={event} />
            ))}
          </ul>
        </Card>
      )}
      <Card title={t("safe.copies")}>
        <dl className="facts">
          <div>
            <dt>{t("safe.backupLast")}</dt>
            <dd>{backups.last === "" ? t("safe.never") : instantWords(backups.last)}</dd>
          </div>
          <div>
            <dt>{t("safe.stick")}</dt>
            <dd>{safety.stick ? instantWords(safety.stick.at) : t("safe.never")}</dd>
          </div>
          <div>
            <dt>{t("safe.campaign")}</dt>
            <dd>{safety.receipt === "" ? t("safe.never") : instantWords(safety.receipt)}</dd>
          </div>
          <div>
            <dt>{t("safe.sheet")}</dt>
            <dd>
              {safety.recovery.checked === "" ? t("safe.never") : instantWords(safety.recovery.checked)}
            </dd>
          </div>
        </dl>
        <Joined />
        <div className="row">
          <SaveBackupButton />
        </div>
      </Card>
    </>
  );
}

function Joined() {
  const t = useMessages();
  const { data: state } = useStateLine();
  if (!state?.joined) return null;
  return <p className="quiet">{t("after.campaignWords", { group: state.group, server: state.server })}</p>;
}
