import type { ReactNode } from 'react';

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <title>Set a password</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/genkan/element/genkan-password.css" />
        <script type="module" async src="/genkan/element/define.js" />
      </head>
      <body>{children}</body>
    </html>
  );
}
