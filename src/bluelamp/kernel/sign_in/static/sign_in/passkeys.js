// A button that makes or shows a passkey, and sends its form with what the browser answered.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const identified = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

async function made(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: identified(options.excludeCredentials),
  };
  const found = await navigator.credentials.create({ publicKey });
  return answer(found, {
    attestationObject: text(found.response.attestationObject),
    transports: found.response.getTransports ? found.response.getTransports() : [],
  });
}

async function shown(options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: identified(options.allowCredentials),
  };
  const found = await navigator.credentials.get({ publicKey });
  return answer(found, {
    authenticatorData: text(found.response.authenticatorData),
    signature: text(found.response.signature),
    userHandle: found.response.userHandle ? text(found.response.userHandle) : null,
  });
}

const answer = (found, more) => ({
  id: found.id,
  rawId: text(found.rawId),
  type: found.type,
  clientExtensionResults: found.getClientExtensionResults(),
  response: { clientDataJSON: text(found.response.clientDataJSON), ...more },
});

for (const place of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential || !window.isSecureContext) continue;
  place.hidden = false;
  document.querySelector("[data-passkey-missing]")?.remove();
  const options = JSON.parse(place.dataset.options).publicKey;
  const failed = place.querySelector("[data-passkey-failed]");
  place.querySelector("button").addEventListener("click", async () => {
    failed.hidden = true;
    try {
      const found = await (place.dataset.passkey === "create" ? made(options) : shown(options));
      place.querySelector("[name=credential]").value = JSON.stringify(found);
      place.closest("form").submit();
    } catch {
      failed.hidden = false;
    }
  });
}
