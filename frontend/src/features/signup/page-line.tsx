import { Globe } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { SignupPageState } from "../../bridge/signup-types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { say, useRefusal } from "../../ui/toast";

/** Says what the public page says of signing up, and brings it up to date. */
export function PageLine({ id, page }: { id: string; page: SignupPageState }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct(useRefusal());
  const publish = async () => {
    const view = await act.run(() => desk.Publish(id));
    if (!view) return;
    show(view);
    say(t("online.publishedSay"));
  };
  const words = page.published ? t(`online.is.${page.state}`) : t("online.notPublished");
  return (
    <div className="page-line">
      <p>
        {words} {page.published && <bdi className="quiet">{page.address}</bdi>}
        {page.behind && <span className="page-behind">{t("online.behind")}</span>}
      </p>
      {(!page.published || page.behind) && (
        <Button icon={Globe} isDisabled={act.busy} onPress={() => void publish()}>
          {page.published ? t("online.update") : t("online.publish")}
        </Button>
      )}
    </div>
  );
}
