import{a}from"./chunk-WFSQLV4K.js";import"./chunk-BOFG7SNA.js";export{a as default};
