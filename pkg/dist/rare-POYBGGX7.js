import{a}from"./chunk-YJJDLGAQ.js";export{a as default};
