import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Notice } from "../../ui/notice";

/** What is to be known before the tasks: a licence that is missing, and that time is short. */
export function PlanState({ view }: { view: EventView }) {
  const t = useMessages();
  const { blocks, compressed, late, squeezed, skipped } = view.schedule;
  return (
    <>
      {blocks.length > 0 && view.days_to_go >= 0 && <Notice>{blockWords(t, blocks)}</Notice>}
      {compressed && (
        <Notice>
          {late > 0 ? t("task.compressed", { late }) : t("task.begunLate", { squeezed })}
          {late === 0 && skipped > 0 && ` ${t("task.spare")}`}
        </Notice>
      )}
    </>
  );
}

/** Says what an event cannot be ready without. */
export function blockWords(t: Translate, blocks: readonly string[]): string {
  const names = blocks.map((id) => {
    const key = `duty.block.${id}`;
    return t(isMessageKey(key) ? key : "duty.block.other");
  });
  return t("duty.blocks", { what: names.join(", ") });
}
