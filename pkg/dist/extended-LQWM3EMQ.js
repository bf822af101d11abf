import{a}from"./chunk-26NM3CTG.js";export{a as default};
