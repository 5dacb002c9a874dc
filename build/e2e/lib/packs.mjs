// Packs of a campaign, as a coordinator brings them.

/** A file that a form takes. */
export function asFile(name, text) {
  return { name, mimeType: "application/json", buffer: Buffer.from(text) };
}

/** A pack in plain JSON that is public since yesterday, with a theme, and a voice if that has an id. */
export function packOf({ id, version, voice }) {
  const day = 24 * 60 * 60 * 1000;
  const time = (at) => new Date(at).toISOString().replace(/\.\d+Z/, "Z");
  const consent = { status: "granted", controller: "The sample campaign", given: "", expires: "", scope: { print: true } };
  const words = { id: voice, credit: "Sample Speaker", role: "Ambassador", organisation: "", year: 2026, lang: "en" };
  return JSON.stringify({
    v: 1,
    id,
    issuer: "The sample campaign",
    version,
    not_before: time(Date.now() - day),
    expires: time(Date.now() + 60 * day),
    content: {
      themes: [{ id: "sample-theme", issuer: "The sample campaign", year: 2026, text: "A sample theme", hashtag: "#Sample", source: "" }],
      voices: voice ? [{ ...words, quote: `Sample words of ${voice}.`, source: "", topics: [], consent }] : [],
    },
  });
}

/** A signed file in which one letter is another. */
export function changed(signed) {
  return signed.replace("The sample campaign", "The simple campaign");
}
