// Runs in the browser: uses the element as a person and a page do, and reports
// its state after each step.

const post = (what, body) => fetch(what, { method: 'POST', body: JSON.stringify(body) });
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

const form = document.forms[0];
const element = document.querySelector('genkan-password');
const again = document.querySelector('#again');

function type(field, text) {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

const unmet = () =>
  [...element.shadowRoot.querySelectorAll('[data-status="unmet"]')].map((line) => line.dataset.rule).join();

try {
  for (let tries = 0; !element.report; tries += 1) {
    if (tries > 100) throw new Error('no policy was loaded');
    await pause(100);
  }
  let reports = 0;
  document.addEventListener('genkan-report', () => { reports += 1; });
  const steps = {};

  type(element.input, 'taro');
  steps.wrong = [unmet(), element.validity.customError, form.checkValidity(), element.form === form];
  await pause(1_500);
  steps.heard = element.shadowRoot.querySelector('[part=live]').innerText.trim().split(/\n+/);

  type(element.input, 'blue7Kite!');
  type(again, 'blue7Kite');
  again.blur();
  steps.different = [unmet(), again.validity.customError];
  type(again, 'blue7Kite!');
  steps.right = [unmet(), form.checkValidity(), ...new FormData(form).entries().map(String)];
  type(document.querySelector('#email'), 'kite@example.jp');
  steps.address = unmet();

  element.shadowRoot.querySelector('[part=reveal]').click();
  steps.shown = [element.input.type, element.shadowRoot.querySelector('[part=reveal]').ariaPressed];
  document.querySelector('fieldset').disabled = true;
  steps.disabled = [element.input.matches(':disabled'), new FormData(form).has('secret')];
  document.querySelector('fieldset').disabled = false;
  form.reset();
  await pause(100);
  steps.reset = [element.value, unmet(), element.shadowRoot.querySelectorAll('[data-status]').length];
  steps.reports = reports;

  await post('done', { steps });
} catch (error) {
  await post('done', { error: `${error}\n${error.stack}` });
}
