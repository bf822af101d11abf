/**
 * The style of the shadow tree. Colours and sizes are custom properties, whose
 * values are in genkan-password.css, which a page may replace.
 */
const STYLE = `
:host{display:block}
[hidden]{display:none!important}
p{margin-block:.25rem}
p,[data-status=not-applicable],[data-status=unchecked]{color:var(--genkan-quiet)}
ul{margin-block:var(--genkan-gap,.5rem);padding-inline-start:1.5em}
[data-status]{list-style:none}
li>b{display:inline-block;inline-size:1.5em;margin-inline-start:-1.5em;text-align:center}
[data-status=met]>b{color:var(--genkan-met)}
.wrong [data-status=unmet]>b,.wrong [part=violation],p.wrong{color:var(--genkan-unmet)}
[part=text]:not([hidden])+[part=violation]{display:block}
[part=change]{padding-inline-start:.5rem;border-inline-start:.25rem solid var(--genkan-focus)}
button{display:block;margin-block-start:var(--genkan-gap,.5rem);padding:.25rem .5rem;border:1px solid var(--genkan-border,currentcolor);border-radius:var(--genkan-radius);background:none;color:inherit;font:inherit}
button:focus-visible{outline:3px solid var(--genkan-focus,currentcolor)}
@supports (anchor-name:--a){
:host{position:relative}
::slotted([autocomplete~=new-password]){anchor-name:--genkan-field;padding-inline-end:7.5rem!important}
.inside{position:absolute;position-anchor:--genkan-field;inset-block:anchor(start) anchor(end);inset-inline-end:anchor(end);max-inline-size:7.5rem;margin:3px;overflow:hidden;border:0}
}
:not([data-status=unchecked])>[part=state],[part=live]{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;

let sheet: CSSStyleSheet | undefined;

/** Applies the style. A content security policy does not concern a sheet that a script constructs. */
export function applyStyle(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    // Documents of test runners do not have it.
    sheet.replaceSync?.(STYLE);
  }
  root.adoptedStyleSheets = [sheet];
}
