// A server that renders the form and checks the submitted password in one
// process: it imports the element's entries as the page does.
import 'genkan/element/define';
import { GenkanPassword } from 'genkan/element';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';

if (typeof GenkanPassword !== 'function') throw new Error('no class');

console.log(renderToString(
  h('genkan-password', { policy: '/policy.json', 'email-from': 'email' },
    h('label', { htmlFor: 'new' }, 'New password'),
    h('input', { type: 'password', id: 'new', name: 'new_password', autoComplete: 'new-password' })),
));
