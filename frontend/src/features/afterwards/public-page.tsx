import { Globe } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { say, useRefusal } from "../../ui/toast";

/** The event's page on the web, which the posters' code leads to. */
export function PublicPage({ id, published }: { id: string; published: boolean }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct(useRefusal());
  const publish = async () => {
    const view = await act.run(() => desk.Publish(id));
    if (!view) return;
    show(view);
    say(t("after.publishedSay"));
  };
  return (
    <Card title={t("after.publishTitle")}>
      <p className="quiet">{t("after.publishWords")}</p>
      {published ? (
        <p className="published">{t("after.published")}</p>
      ) : (
        <div>
          <Button icon={Globe} isDisabled={act.busy} onPress={() => void publish()}>
            {t("after.publish")}
          </Button>
        </div>
      )}
    </Card>
  );
}
