import{a}from"./chunk-WZVH2JRH.js";import"./chunk-BOFG7SNA.js";export{a as default};
