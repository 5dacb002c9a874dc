import { BridgeError } from "../bridge-error";
import type { PrintChoices } from "../print-types";
import { fakePrintChoices } from "./fake-print-choices";

/** What can be printed, and on which printers that were set straight. */
export class FakePrinters {
  private offer = fakePrintChoices();

  choices = (): PrintChoices => this.offer;

  set(name: string, x_mm: number, y_mm: number): PrintChoices {
    if (name.trim() === "")
      throw new BridgeError("invalid", "a printer needs a name", "give it a short name");
    if (Math.abs(x_mm) > 10 || Math.abs(y_mm) > 10)
      throw new BridgeError("invalid", "a printer is never more than 10 mm off", "read the sheet again");
    const others = this.offer.printers.filter((one) => one.name !== name.trim());
    this.offer = { ...this.offer, printers: [...others, { name: name.trim(), x_mm, y_mm }] };
    return this.offer;
  }

  drop(name: string): PrintChoices {
    this.offer = { ...this.offer, printers: this.offer.printers.filter((one) => one.name !== name) };
    return this.offer;
  }
}
