import * as angular from './angular.js';
import * as astro from './astro.js';
import { assertMarks } from './checks.js';
import * as library from './static.js';
import * as next from './next.js';
import * as react from './react.js';
import * as sveltekit from './sveltekit.js';
import * as vue from './vue.js';

/** Whether React has taken over the page. */
const byReact = () => Object.keys(document.querySelector('#render')).some((name) => name.startsWith('__reactProps'));

/** Whether the framework has taken over the page, so that its button works. */
const byButton = () => {
  const button = document.querySelector('#render');
  button.click();
  return button.textContent.includes('(1)');
};

/**
 * The applications. `start` builds and serves one, in a folder of its own below
 * the given one; `hydrates` tells whether a framework has taken over the server's page,
 * and `hasModel` whether it then writes its own value into the field, as Vue's
 * `v-model` does; `answer` checks the page that follows the form.
 */
export const APPLICATIONS = {
  'Next, server component': { start: () => next.start(''), hydrates: byReact },
  'Next, client component': { start: () => next.start('client'), hydrates: byReact },
  'React, development': { start: react.start, hydrates: byReact },
  Vue: { start: vue.start, hydrates: byButton, hasModel: true },
  SvelteKit: { start: sveltekit.start, hydrates: byButton },
  Angular: { start: angular.start },
  Astro: { start: astro.start },
  Turbo: { start: () => library.start('turbo'), answer: assertMarks },
  'htmx 4': { start: () => library.start('htmx'), answer: assertMarks },
  'htmx 2': { start: () => library.start('htmx2'), answer: assertMarks },
  idiomorph: { start: () => library.start('idiomorph'), answer: assertMarks },
  morphdom: { start: () => library.start('morphdom'), answer: assertMarks },
};
