// Tells the field for a new password which words the server knows of its
// owner, so that it says what the server will say.
await customElements.whenDefined("genkan-password");
for (const field of document.querySelectorAll("genkan-password[data-words]")) {
  field.context = { words: JSON.parse(field.dataset.words) };
}
