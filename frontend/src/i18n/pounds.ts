const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/** "£1,234.50" for whole pence. */
export function poundWords(pence: number): string {
  return pounds.format(pence / 100);
}

/** "1234.50" for whole pence, as a person types it. */
export function poundDigits(pence: number): string {
  return (pence / 100).toFixed(2);
}
