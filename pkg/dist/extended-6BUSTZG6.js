import{a}from"./chunk-C4FIV5CD.js";import"./chunk-BOFG7SNA.js";export{a as default};
