import { Judge } from './genkan.js';
/** The judge's class, once its module is loaded; loaded once for all policies. */
export declare function judge(): Promise<typeof Judge>;
