const codes = [
  "invalid",
  "not_found",
  "conflict",
  "denied",
  "locked",
  "in_use",
  "offline",
  "full",
  "damaged",
  "internal",
  "cancelled",
  "timeout",
] as const;

/** The codes of Go's package fault, "in_use" for a locked folder, "cancelled" for what the person stopped, and "timeout" for a call that never came back. */
export type ErrorCode = (typeof codes)[number];

/** A refusal by Go: what happened, and what the person can do next (may be empty). */
export class BridgeError extends Error {
  override readonly name = "BridgeError";
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/**
 * Reads whatever a bound method rejected with. Wails 2.13 puts what Go sent into an Error as its
 * message, so Go sends the fields as JSON text.
 */
export function bridgeError(rejection: unknown): BridgeError {
  if (rejection instanceof BridgeError) return rejection;
  const reason = rejection instanceof Error ? parsed(rejection.message) : rejection;
  if (typeof reason === "object" && reason !== null && "code" in reason) return fromFields(reason);
  return new BridgeError("internal", typeof reason === "string" ? reason : String(reason), "");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function fromFields(fields: { code: unknown; message?: unknown; hint?: unknown }): BridgeError {
  const code = codes.find((known) => known === fields.code) ?? "internal";
  return new BridgeError(code, words(fields.message), words(fields.hint));
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}
