// Libraries that change a page of the server's: each is served as it is
// published, with a page that uses it.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { startServer } from '../../test/support/server.js';
import { inside, page } from './page.js';
import { asset, html, sent } from './servers.js';

const modules = join(import.meta.dirname, '../node_modules/');

/** The libraries: their script, and how the page uses it. */
const LIBRARIES = {
  // Shows a copy of the page when the person goes back, and morphs it if it is
  // visited again.
  turbo: {
    script: '@hotwired/turbo/dist/turbo.es2017-esm.js',
    head: `<meta name="turbo-refresh-method" content="morph">
      <script type="module">
        import * as Turbo from './library.js';
        document.addEventListener('click', ({ target }) => {
          if (target.id === 'render') Turbo.visit(location.href, { action: 'replace' });
        });
      </script>`,
  },
  // Replaces what is inside the element.
  htmx: {
    script: 'htmx.org/dist/htmx.js',
    head: '<script src="library.js"></script>',
    attributes: 'hx-boost:inherited="true"',
    render: 'hx-get="inside" hx-target="genkan-password" hx-swap="innerHTML"',
  },
  // Keeps a copy of the page as text, and by default does not show what is
  // answered with an error.
  htmx2: {
    script: 'htmx2/dist/htmx.js',
    status: 200,
    head: '<script src="library.js"></script>',
    attributes: 'hx-boost="true"',
    render: 'hx-get="inside" hx-target="genkan-password" hx-swap="innerHTML"',
  },
  idiomorph: {
    script: 'idiomorph/dist/idiomorph.esm.js',
    head: morphing('import { Idiomorph } from "./library.js"; const morph = (body) => Idiomorph.morph(document.body, body);'),
  },
  // As Phoenix LiveView does.
  morphdom: {
    script: 'morphdom/dist/morphdom-esm.js',
    head: morphing('import morphdom from "./library.js"; const morph = (body) => morphdom(document.body, body);'),
  },
};

function morphing(script) {
  return `<script type="module">
        ${script}
        document.addEventListener('click', async ({ target }) => {
          if (target.id !== 'render') return;
          const text = await (await fetch(location.href)).text();
          morph(new DOMParser().parseFromString(text, 'text/html').body);
        });
      </script>`;
}

/** Starts a server with the page of a library. */
export async function start(name) {
  const { script, status = 422, ...parts } = LIBRARIES[name];
  return startServer(async (path, request) => {
    if (path === '/') return html(page(parts));
    if (path === '/inside') return html(inside());
    if (path === '/answer') return html(page({ ...parts, sent: await sent(request), refused: true }), status);
    if (path === '/away') return html(page({ ...parts, isOther: true }));
    if (path === '/library.js') return pathToFileURL(join(modules, script));
    return asset(path);
  });
}
