// Passkeys for the coordinators' pages. Everything else works without a script.
"use strict";
(function () {
  const bytes = (text) => {
    const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, (c) => c.charCodeAt(0));
  };
  const text = (buffer) => {
    let raw = "";
    for (const b of new Uint8Array(buffer)) raw += String.fromCharCode(b);
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const post = async (path, body) => {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error([said.message, said.hint].filter(Boolean).join(": "));
    return said;
  };
  const listed = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const named = (key, response) => ({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    clientExtensionResults: key.getClientExtensionResults(),
    authenticatorAttachment: key.authenticatorAttachment ?? undefined,
    response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
  });

  const create = async (options) => {
    const key = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: listed(options.excludeCredentials),
      },
    });
    return named(key, {
      attestationObject: text(key.response.attestationObject),
      transports: key.response.getTransports ? key.response.getTransports() : [],
    });
  };
  const use = async (options) => {
    const key = await navigator.credentials.get({
      publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: listed(options.allowCredentials) },
    });
    return named(key, {
      authenticatorData: text(key.response.authenticatorData),
      signature: text(key.response.signature),
      userHandle: key.response.userHandle ? text(key.response.userHandle) : undefined,
    });
  };

  const place = document.querySelector("[data-passkey]");
  if (!place || !window.PublicKeyCredential) return;
  const button = place.querySelector("button");
  const said = place.querySelector("[role=status]");
  place.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = "";
    try {
      const path = place.dataset.passkey;
      const { ceremony, options } = await post(`${path}/begin`);
      const answer = await (place.dataset.make ? create(options) : use(options));
      const { next } = await post(`${path}/finish`, { ceremony, answer });
      location.assign(next);
    } catch (problem) {
      said.textContent =
        problem.name === "NotAllowedError" ? "Nothing was chosen. You can try again." : `That did not work: ${problem.message}`;
      button.disabled = false;
    }
  });
})();
