// The script of the example on the page. It sends nothing.

const form = document.querySelector('form.try');
const answer = form.querySelector('[role="status"].answer');
const report = document.querySelector('#report');

document.addEventListener('genkan-report', ({ detail }) => {
  report.textContent = JSON.stringify(detail, null, 1);
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  answer.textContent = form.dataset.sent;
});

form.addEventListener('reset', () => {
  answer.textContent = '';
  report.textContent = '';
});
