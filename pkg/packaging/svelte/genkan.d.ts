import type { Context, Report } from 'genkan';
import type { GenkanPassword, GenkanPasswordAttributes } from 'genkan/element';
import type { HTMLAttributes } from 'svelte/elements';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'genkan-password': HTMLAttributes<GenkanPassword> &
      GenkanPasswordAttributes & {
        context?: Context;
        'ongenkan-report'?: (event: CustomEvent<Report>) => void;
      };
  }
}
