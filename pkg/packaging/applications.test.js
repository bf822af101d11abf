// Real applications in the frameworks that people use: each is built and served
// as they do it.

import * as angular from './applications/angular.js';
import * as astro from './applications/astro.js';
import { drive } from './applications/drive.js';
import * as next from './applications/next.js';
import * as react from './applications/react.js';
import * as sveltekit from './applications/sveltekit.js';
import * as vue from './applications/vue.js';

/** Whether React has taken over the page. */
const byReact = () => Object.keys(document.querySelector('#render')).some((name) => name.startsWith('__reactProps'));

/** Whether the framework has taken over the page, so that its button works. */
const byButton = () => {
  const button = document.querySelector('#render');
  button.click();
  return button.textContent.includes('(1)');
};

// `start` builds and serves the application, in a folder of its own below the
// given one. If a framework takes over the server's page, `hydrates` returns
// whether it has; `hasModel` is whether it then writes its own value into the
// field, as Vue's `v-model` does.
drive({
  'Next, server component': { start: () => next.start(''), hydrates: byReact },
  'Next, client component': { start: () => next.start('client'), hydrates: byReact },
  'React, development': { start: react.start, hydrates: byReact },
  Vue: { start: vue.start, hydrates: byButton, hasModel: true },
  SvelteKit: { start: sveltekit.start, hydrates: byButton },
  Angular: { start: angular.start },
  Astro: { start: astro.start },
});
