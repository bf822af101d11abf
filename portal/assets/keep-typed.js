// Choosing another language keeps what was typed, except passwords.
const KEY = "genkan-typed";
const fields = () => [...document.querySelectorAll("main [name]")]
  .filter((field) => !["password", "hidden", "submit"].includes(field.type) && !field.readOnly);
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

const kept = sessionStorage.getItem(KEY);
sessionStorage.removeItem(KEY);
if (kept !== null) {
  const { path, typed } = JSON.parse(kept);
  if (path === location.pathname) {
    for (const field of fields()) {
      const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isChoice(field)) field.checked = values.includes(field.value);
      else if (values.length > 0) field.value = values[0];
    }
  }
}

document.querySelector(".languages").addEventListener("submit", () => {
  const typed = fields()
    .filter((field) => !isChoice(field) || field.checked)
    .map((field) => [field.name, field.value]);
  sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, typed }));
});
