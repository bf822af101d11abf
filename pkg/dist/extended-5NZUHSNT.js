import{a}from"./chunk-3VLCDRRY.js";import"./chunk-5UCSVY56.js";export{a as default};
