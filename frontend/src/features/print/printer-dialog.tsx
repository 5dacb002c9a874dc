import { useQueryClient } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { type PrintChoices, plainRequest } from "../../bridge/print-types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { NumberField } from "../../ui/number-field";
import { TextField } from "../../ui/text-field";
import { say } from "../../ui/toast";
import { PrinterList } from "./printer-list";
import type { Room } from "./room";

interface PrinterDialogProps {
  room: Room;
  onClose: () => void;
}

/** A printer is farther off than this only when its tray or its paper is set wrongly. */
const most = 10;

/** Sets a printer straight: print the sheet, fold it, enter its two numbers. */
export function PrinterDialog({ room, onClose }: PrinterDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowChoices();
  const act = useAct();
  const [name, setName] = useState("");
  const [x, setX] = useState(0);
  const [y, setY] = useState(0);
  const keep = async () => {
    const choices = await act.run(() => desk.SetPrinter(name.trim(), x, y));
    if (!choices) return;
    show(choices);
    if (room.kind.options.includes("printer")) room.change({ printer: name.trim() });
    onClose();
    say(t("print.printerKept", { name: name.trim() }));
  };
  return (
    <Dialog title={t("print.printerSet")} isOpen onClose={onClose} keeps>
      <p>{t("print.printerWhy")}</p>
      <OpenSheet room={room} />
      <Form onSubmit={() => void keep()}>
        <TextField label={t("print.printerName")} value={name} onChange={setName} maxLength={60} isRequired />
        <div className="print-numbers">
          <NumberField
            label={t("print.printerX")}
            value={x}
            onChange={setX}
            min={-most}
            max={most}
            digits={1}
          />
          <NumberField
            label={t("print.printerY")}
            value={y}
            onChange={setY}
            min={-most}
            max={most}
            digits={1}
          />
        </div>
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <PrinterList printers={room.choices.printers} show={show} />
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy || name.trim() === ""}>
            {t("print.printerKeep")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function OpenSheet({ room }: { room: Room }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const request = { ...plainRequest("calibration"), lang: room.main?.tag ?? "" };
  return (
    <div>
      <Button
        size="small"
        icon={Printer}
        isDisabled={act.busy}
        onPress={() => void act.run(() => desk.OpenPrint(room.id, request))}
      >
        {t("print.printerSheet")}
      </Button>
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
    </div>
  );
}

function useShowChoices(): (choices: PrintChoices) => void {
  const client = useQueryClient();
  return (choices) => client.setQueryData(["print-choices"], choices);
}
