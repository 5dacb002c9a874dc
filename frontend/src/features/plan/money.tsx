import { FileSpreadsheet, Paperclip, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { MoneyLine, MoneyView } from "../../bridge/money-types";
import { useMoney } from "../../bridge/queries";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { poundWords } from "../../i18n/pounds";
import { Button, IconButton } from "../../ui/button";
import { Card } from "../../ui/card";
import { Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";
import { MoneyDialog } from "./money-dialog";
import { kindWords } from "./money-words";
import { Waiting } from "./waiting";
import "./money.css";

/** What the event costs, what comes in, and what is left. */
export function Money({ id }: { id: string }) {
  const t = useMessages();
  const { data: money, error } = useMoney(id);
  const [open, setOpen] = useState<string>();
  if (!money) return <Waiting error={error} />;
  const line = money.lines.find((one) => one.id === open);
  return (
    <div className="stack">
      <Card title={t("money.title")}>
        {money.lines.length === 0 ? <p className="quiet">{t("money.none")}</p> : <Sums money={money} />}
        <MoneyActions id={id} isEmpty={money.lines.length === 0} onAdd={() => setOpen("new")} />
      </Card>
      {money.sums.kinds.map(({ kind }) => (
        <Lines
          key={kind}
          kind={kind}
          lines={money.lines.filter((one) => one.kind === kind)}
          onEdit={setOpen}
        />
      ))}
      {(line || open === "new") && (
        <MoneyDialog id={id} line={line} kinds={money.kinds} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

function MoneyActions({ id, isEmpty, onAdd }: { id: string; isEmpty: boolean; onAdd: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const notes = useNotes();
  const act = useAct(notes.refused);
  const save = async () => {
    const saved = await act.run(() => desk.SaveMoney(id));
    if (saved && saved.file !== "") notes.say(t("app.fileSaved", { file: saved.file }));
  };
  return (
    <div className="money-actions">
      <Button icon={Plus} onPress={onAdd}>
        {t("money.add")}
      </Button>
      {!isEmpty && (
        <Button loudness="quiet" icon={FileSpreadsheet} isDisabled={act.busy} onPress={() => void save()}>
          {t("money.save")}
        </Button>
      )}
    </div>
  );
}

function Sums({ money }: { money: MoneyView }) {
  const t = useMessages();
  const { costs, income, planned_balance, actual_balance, expected, no_receipt } = money.sums;
  const rows = [
    { name: t("money.costs"), planned: costs.budget, actual: costs.actual },
    { name: t("money.income"), planned: income.budget, actual: income.actual },
    { name: t("money.balance"), planned: planned_balance, actual: actual_balance },
  ];
  return (
    <>
      <table className="money-sums">
        <thead>
          <tr>
            <td />
            <th scope="col">{t("money.planned")}</th>
            <th scope="col">{t("money.actual")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, planned, actual }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{poundWords(planned)}</td>
              <td>{poundWords(actual)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t("money.expected", { amount: poundWords(expected) })}</p>
      {no_receipt.length > 0 && <Notice>{t("money.noReceipts", { count: no_receipt.length })}</Notice>}
    </>
  );
}

interface LinesProps {
  kind: string;
  lines: readonly MoneyLine[];
  onEdit: (line: string) => void;
}

function Lines({ kind, lines, onEdit }: LinesProps) {
  const t = useMessages();
  return (
    <Card title={kindWords(t, kind)}>
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="money-line">
            <span className="money-what" dir="auto">
              {line.what}
              {line.note !== "" && <span className="quiet money-note">{line.note}</span>}
            </span>
            <Amount name={t("money.planned")} words={poundWords(line.budget)} />
            <Amount
              name={t("money.actual")}
              words={line.actual === null ? t("money.actualOpen") : poundWords(line.actual)}
            />
            <span className="money-receipts">
              <Paperclip className="icon" aria-hidden />
              {t("money.receipts", { count: line.receipts.length })}
            </span>
            <IconButton
              icon={Pencil}
              label={t("money.edit", { what: line.what })}
              onPress={() => onEdit(line.id)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Amount({ name, words }: { name: string; words: string }) {
  return (
    <span className="money-amount">
      <span className="quiet">{name}</span> <span>{words}</span>
    </span>
  );
}
