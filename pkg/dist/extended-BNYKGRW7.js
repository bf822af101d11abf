import{a}from"./chunk-YTIOTUCV.js";import"./chunk-5UCSVY56.js";export{a as default};
