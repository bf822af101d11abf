import{a}from"./chunk-GJJGILBX.js";import"./chunk-BOFG7SNA.js";export{a as default};
