// Creates and uses passkeys: fills in the form that carries one to the server.
// Without this script, the page offers codes.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

const credentials = (list) => list.map(({ type, id }) => ({ type, id: bytes(id) }));

const ceremonies = {
  async create(options) {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: credentials(options.excludeCredentials),
    };
    const { response } = await navigator.credentials.create({ publicKey });
    return {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.getAuthenticatorData()),
      publicKey: text(response.getPublicKey()),
    };
  },
  async get(options) {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: credentials(options.allowCredentials),
    };
    const { rawId, response } = await navigator.credentials.get({ publicKey });
    return {
      id: text(rawId),
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    };
  },
};

const isSupported = Boolean(
  globalThis.PublicKeyCredential && AuthenticatorAttestationResponse.prototype.getPublicKey);

for (const part of document.querySelectorAll("[data-passkey]")) {
  const form = part.querySelector("form");
  const show = (name) => {
    for (const problem of part.querySelectorAll("[data-if]")) {
      problem.hidden = problem.dataset.if !== name;
    }
  };
  form.hidden = !isSupported;
  if (!isSupported) show("unsupported");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    show("");
    try {
      const answer = await ceremonies[part.dataset.passkey](JSON.parse(part.dataset.options));
      form.elements.passkey.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      button.disabled = false;
      show(error.name === "InvalidStateError" ? "known" : "failed");
    }
  });
}
