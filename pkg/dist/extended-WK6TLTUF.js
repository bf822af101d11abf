import{a}from"./chunk-AUZIGGVP.js";export{a as default};
