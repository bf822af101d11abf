// A policy in two frameworks of servers, which decide.

import { sValidator } from '@hono/standard-validator';
import { initTRPC } from '@trpc/server';
import { Hono } from 'hono';

import { Policy } from 'genkan';
import { en } from 'genkan/messages/en';
import document from 'genkan/policies/support_center.json' with { type: 'json' };
import { schema } from 'genkan/schema';

const policy = await Policy.from(document);

/** The body of a request that sets a password. */
const body = schema(policy, {
  field: 'password',
  context: ({ email }) => ({ email }),
  messages: en,
  isFinal: true,
});

export const app = new Hono().post('/password', sValidator('json', body), (c) => {
  return c.json({ length: c.req.valid('json').password.length });
});

const t = initTRPC.create();

export const router = t.router({
  setPassword: t.procedure.input(body).mutation(({ input }) => ({ length: input.password.length })),
});
