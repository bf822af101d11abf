// Choosing another language keeps what was typed, except passwords. The page has the
// same fields in every language.
const KEY = "genkan-typed";
const fields = () => [...document.querySelectorAll("main [name]")]
  .filter((field) => !["password", "hidden", "submit"].includes(field.type) && !field.readOnly);
const property = ({ type }) => (["radio", "checkbox"].includes(type) ? "checked" : "value");

const kept = sessionStorage.getItem(KEY);
sessionStorage.removeItem(KEY);
if (kept !== null) {
  const { path, typed } = JSON.parse(kept);
  if (path === location.pathname && typed.length === fields().length) {
    fields().forEach((field, n) => { field[property(field)] = typed[n]; });
  }
}

document.querySelector(".languages").addEventListener("submit", () => {
  const typed = fields().map((field) => field[property(field)]);
  sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, typed }));
});
