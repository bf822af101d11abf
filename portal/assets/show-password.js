// Adds a button that shows a password to each field for the current one, and warns
// of Caps Lock. Without script they are ordinary fields.
for (const box of document.querySelectorAll("[data-show]")) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-controls", input.id);
  // As in <genkan-password>: the name stays, and the state changes.
  button.setAttribute("aria-label", box.dataset.showLabel);
  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.textContent = `${isShown ? "☑" : "☐"} ${box.dataset.show}`;
    button.setAttribute("aria-pressed", String(isShown));
  };
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  // A password that is shown must be in no form that the browser remembers, and on
  // no page that it restores.
  input.form.addEventListener("submit", () => show(false));
  addEventListener("pagehide", () => show(false));
  box.append(button);

  const caps = box.parentElement.querySelector(".caps");
  const check = (event) => {
    caps.textContent = event.getModifierState?.("CapsLock") ? box.dataset.caps : "";
  };
  input.addEventListener("keydown", check);
  input.addEventListener("keyup", check);
  input.addEventListener("blur", () => { caps.textContent = ""; });
}
