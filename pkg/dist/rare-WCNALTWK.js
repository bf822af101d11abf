import{a}from"./chunk-3ZXHXT37.js";export{a as default};
