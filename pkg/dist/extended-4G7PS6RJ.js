import{a}from"./chunk-T633FG76.js";export{a as default};
