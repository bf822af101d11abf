import{a}from"./chunk-DU3XXWHU.js";export{a as default};
