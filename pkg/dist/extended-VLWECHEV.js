import{a}from"./chunk-2PYJL5MX.js";import"./chunk-BOFG7SNA.js";export{a as default};
