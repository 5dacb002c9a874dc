export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Applies a merge patch (RFC 7396) and gives the result; neither argument changes. */
export function merge(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key] ?? null, value);
  }
  return merged;
}

/** The object with one dotted path set, such as "texts.headline.en"; null is kept, since it removes in a patch. */
export function withPath(object: JsonObject, path: string, value: Json): JsonObject {
  const [head = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...object, [head]: value };
  const inner = object[head] ?? {};
  return { ...object, [head]: withPath(isObject(inner) ? inner : {}, rest.join("."), value) };
}

/** The value at a dotted path, or undefined. */
export function valueAt(document: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((at, key) => (isObject(at as Json) ? (at as JsonObject)[key] : undefined), document);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
