import{a}from"./chunk-DYDHEBIB.js";export{a as default};
