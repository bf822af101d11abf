import{a}from"./chunk-OGPJIQQV.js";export{a as default};
