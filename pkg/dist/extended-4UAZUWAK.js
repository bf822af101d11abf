import{a}from"./chunk-GOJPVBY7.js";export{a as default};
