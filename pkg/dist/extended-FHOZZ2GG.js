import{a}from"./chunk-2VUYWCWA.js";export{a as default};
