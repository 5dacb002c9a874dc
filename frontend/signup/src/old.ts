// What noble's ciphers and hashes use of newer engines and Safari before 15 lacks. Imported first.
const view = DataView.prototype as { setBigUint64?: (at: number, value: bigint, little?: boolean) => void };

if (view.setBigUint64 === undefined) {
  view.setBigUint64 = function (this: DataView, at, value, little) {
    const low = Number(BigInt.asUintN(32, value));
    const high = Number(BigInt.asUintN(32, value >> BigInt(32)));
    this.setUint32(at, little ? low : high, little);
    this.setUint32(at + 4, little ? high : low, little);
  };
}

/** Whether this browser can seal a letter: BigInt, streams and true random numbers. */
export function able(): boolean {
  return (
    typeof BigInt === "function" &&
    typeof TransformStream === "function" &&
    typeof Response === "function" &&
    typeof fetch === "function" &&
    typeof crypto === "object" &&
    typeof crypto.getRandomValues === "function"
  );
}
