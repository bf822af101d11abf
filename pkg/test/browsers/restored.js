// Runs in the browser: shows a password, leaves the page, comes back by the
// history, and reports what the page then has.

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const element = document.querySelector('genkan-password');
const input = document.querySelector('#new');
const { shadowRoot: root } = element;

const state = () => ({
  type: input.type,
  pressed: root.querySelector('[part=reveal]').getAttribute('aria-pressed'),
  buttons: root.querySelectorAll('button').length,
  unmet: [...root.querySelectorAll('[data-status=unmet]')].map((line) => line.dataset.rule).join(),
});

function type(text) {
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

addEventListener('pageshow', async ({ persisted }) => {
  if (!persisted) return;
  const restored = state();
  root.querySelector('[part=reveal]').click();
  type('blue7Kite!');
  await pause(100);
  await fetch('done', { method: 'POST', body: JSON.stringify({ steps: { restored, works: state() } }) });
});

for (let tries = 0; !element.report && tries < 100; tries += 1) await pause(100);
root.querySelector('[part=reveal]').click();
type('abc');
const shown = input.type;
// The other page goes back at once.
if (shown === 'text') location.href = 'back.html';
