import{a}from"./chunk-Q3RPKCHD.js";export{a as default};
