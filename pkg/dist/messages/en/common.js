import{a,b}from"../../chunk-WRTB3LVP.js";import"../../chunk-OMQWZJ5J.js";export{b as default,a as en};
