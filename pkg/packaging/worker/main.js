const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });

globalThis.verdicts = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
});
