import{a}from"./chunk-2FSRWHJR.js";import"./chunk-BOFG7SNA.js";export{a as default};
