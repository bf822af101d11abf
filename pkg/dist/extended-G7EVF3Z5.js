import{a}from"./chunk-IWHO7DKI.js";import"./chunk-BOFG7SNA.js";export{a as default};
