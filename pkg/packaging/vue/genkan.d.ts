import type { DefineComponent } from 'vue';
import type { Context, Report } from 'genkan';
import type { GenkanPasswordAttributes } from 'genkan/element';

declare module 'vue' {
  interface GlobalComponents {
    'genkan-password': DefineComponent<
      GenkanPasswordAttributes & { context?: Context; onGenkanReport?: (event: CustomEvent<Report>) => void }
    >;
  }
}
