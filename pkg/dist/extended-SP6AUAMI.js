import{a}from"./chunk-YR6YA25A.js";export{a as default};
