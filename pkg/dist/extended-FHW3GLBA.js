import{a}from"./chunk-UYHPC6QL.js";export{a as default};
