import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { GenkanPassword, GenkanPasswordAttributes } from 'genkan/element';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'genkan-password': DetailedHTMLProps<HTMLAttributes<GenkanPassword>, GenkanPassword> & GenkanPasswordAttributes;
    }
  }
}
