/** The day on which everything in the fake happens. */
export const today = "2026-11-23";

/** Days from the first date until the second. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
