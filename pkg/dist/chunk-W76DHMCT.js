var e=class extends Error{name="GenkanError";code;constructor(r,s,o){super(`${r}: ${s}`,o),this.code=r}};export{e as a};
