// Angular compiles its templates in the browser here: it creates elements as
// its own compiler's output does, the parent on the page before its children.
import '@angular/compiler';

import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import 'genkan/element/define';
import type { Report } from 'genkan';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <form method="post" action="/answer">
      <label for="email">Email</label>
      <input type="email" id="email" name="email" [value]="email()" (input)="email.set($any($event.target).value)">
      <genkan-password policy="/policy.json" [attr.email]="email()" confirm="again" [context]="context"
        (genkan-report)="report.set($any($event).detail)">
        <label for="new">New password</label>
        <input type="password" id="new" name="new_password" autocomplete="new-password" required aria-describedby="rules">
        <ul id="rules" slot="rules">
          @for (line of lines(); track line.rule) {
            <li [attr.data-rule]="line.rule">{{ line.text }}</li>
          }
        </ul>
        <div slot="confirm">
          <label for="again">Confirm new password</label>
          <input type="password" id="again" name="again" autocomplete="new-password" required>
        </div>
      </genkan-password>
      <button id="send">Set password</button>
      <button type="button" id="render" (click)="again()">Render again</button>
      <output id="accepted">{{ report()?.accepted }}</output>
    </form>
  `,
})
class SetPassword {
  readonly context = { words: { service: ['example'] } };
  readonly email = signal('');
  readonly report = signal<Report | undefined>(undefined);
  readonly lines = signal(LINES);

  /** Makes the lines of the list anew. */
  again(): void {
    this.lines.set([]);
    setTimeout(() => this.lines.set(LINES));
  }
}

const LINES = [
  { rule: 'length', text: 'At least 6 characters' },
  { rule: 'kinds', text: 'At least 3 kinds of characters' },
  { rule: 'local-part', text: 'No part of your email address' },
];

await bootstrapApplication(SetPassword, { providers: [provideZonelessChangeDetection()] });
