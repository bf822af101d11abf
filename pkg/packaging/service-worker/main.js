const script = location.search.slice(1);
const type = script === 'one.js' ? 'classic' : 'module';

globalThis.verdicts = new Promise((resolve, reject) => {
  navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
  // The worker answers when it is active.
  navigator.serviceWorker.register(script, { type }).then(({ installing, active }) => {
    (active ?? installing).postMessage('verdicts');
  }, reject);
});
